package org.securecontext.endtoend.canary;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds canaries in any text, however they are written: raw, URL-encoded (with either case of digits), base64 and base64url
 * at each of the three alignments, hexadecimal. It looks for a window from the middle of each form, so that a cut or
 * quoted canary is found as well.
 */
public final class CanaryScan {

    private static final int WINDOW = 12;
    private static final int SKIPPED = 5;

    private final Map<String, String> canaryByWindow = new HashMap<>();

    /** A scan for these canaries, each of at least 24 characters. */
    public CanaryScan(Collection<String> canaries) {
        canaries.forEach(this::add);
    }

    /** The canaries that stand in the text. */
    public Set<String> find(byte[] text) {
        String characters = new String(text, StandardCharsets.ISO_8859_1);
        Set<String> found = new TreeSet<>();
        for (int at = 0; at + WINDOW <= characters.length(); at++) {
            String canary = canaryByWindow.get(characters.substring(at, at + WINDOW));
            if (canary != null) {
                found.add(canary);
            }
        }
        return found;
    }

    private void add(String canary) {
        if (canary.length() < 2 * WINDOW) {
            throw new IllegalArgumentException("A canary has at least " + 2 * WINDOW + " characters");
        }
        addForm(canary, canary);
        String urlEncoded = URLEncoder.encode(canary, StandardCharsets.UTF_8);
        addForm(urlEncoded, canary);
        addForm(lowerCaseDigits(urlEncoded), canary);
        addForm(hexadecimal(canary), canary);
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = (" ".repeat(shift) + canary).getBytes(StandardCharsets.UTF_8);
            addForm(Base64.getEncoder().encodeToString(shifted), canary);
            addForm(Base64.getUrlEncoder().encodeToString(shifted), canary);
        }
    }

    private void addForm(String form, String canary) {
        canaryByWindow.put(form.substring(SKIPPED, SKIPPED + WINDOW), canary);
        int middle = form.length() / 2 - WINDOW / 2;
        canaryByWindow.put(form.substring(middle, middle + WINDOW), canary);
    }

    private static String lowerCaseDigits(String urlEncoded) {
        StringBuilder lower = new StringBuilder(urlEncoded);
        for (int at = urlEncoded.indexOf('%'); at >= 0; at = urlEncoded.indexOf('%', at + 1)) {
            lower.replace(at + 1, at + 3, urlEncoded.substring(at + 1, at + 3).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
    }

    private static String hexadecimal(String canary) {
        return HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8));
    }
}
