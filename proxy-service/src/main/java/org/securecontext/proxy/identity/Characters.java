package org.securecontext.proxy.identity;

import java.util.function.IntPredicate;

/** Looks at each character of an identifier; a regular expression takes several times as long, and each retrieval has several. */
public final class Characters {

    private Characters() {}

    /** Whether a text has one to so many characters, each of them allowed. */
    public static boolean areFrom(String text, int longest, IntPredicate allowed) {
        if (text.isEmpty() || text.length() > longest) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!allowed.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** ASCII 0 to 9. */
    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** ASCII a to z. */
    public static boolean isLowercase(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isUppercase(int c) {
        return c >= 'A' && c <= 'Z';
    }

    /** An ASCII letter or digit. */
    public static boolean isAlphanumeric(int c) {
        return isLowercase(c) || isUppercase(c) || isDigit(c);
    }
}
