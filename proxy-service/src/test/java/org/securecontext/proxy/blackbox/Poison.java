package org.securecontext.proxy.blackbox;

import java.util.List;
import java.util.Random;

/** Values that no field expects. Each holds a marker, by which an echo is found. */
final class Poison {

    /** Stands in each value; an answer never does. */
    static final String MARKER = "zqMarkerqz";

    /** Larger than any body may be. */
    static final int HUGE = 70_000;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            MARKER,
            "-1",
            "0",
            "9223372036854775808",
            "1e400",
            "NaN",
            "null",
            "true",
            "[]",
            "{}",
            MARKER + ";v=1",
            "../../" + MARKER,
            MARKER + "\r\nX-Injected: " + MARKER,
            MARKER + "\0",
            "\u00ff\u00fe" + MARKER,
            "\u00c3(" + MARKER,
            "<script>" + MARKER + "</script>",
            "' or 1=1 -- " + MARKER,
            "${jndi:ldap://" + MARKER + "}",
            "%s%n" + MARKER,
            "0B7C1F2E-5D34-4A6B-8C9D-0E1F2A3B4C5D",
            "0b7c1f2e-5d34-1a6b-8c9d-0e1f2a3b4c5d",
            MARKER.repeat(30),
            MARKER.repeat(400));

    private static final List<String> JSON = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "9223372036854775808",
            "0.5",
            "\"\"",
            "\" \"",
            "\"" + MARKER + "\"",
            "\"" + MARKER + "\\r\\nX-Injected: " + MARKER + "\"",
            "\"\\u0000" + MARKER + "\"",
            "\"\\ud800" + MARKER + "\"",
            "\"\u00ff\u00fe" + MARKER + "\"",
            "\"" + MARKER.repeat(500) + "\"",
            "[]",
            "[\"" + MARKER + "\"]",
            "[[[\"" + MARKER + "\"]]]",
            "[null]",
            "[1,2,3]",
            "{}",
            "{\"" + MARKER + "\":\"" + MARKER + "\"}",
            "[".repeat(60) + "]".repeat(60),
            "[".repeat(20_000),
            "\"" + "x".repeat(HUGE) + "\"",
            MARKER);

    private static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "[]",
            "0",
            "\"" + MARKER + "\"",
            "{",
            "{\"" + MARKER,
            MARKER,
            "<xml>" + MARKER + "</xml>",
            "\u00ff\u00fe\u00fd",
            "{\"a\":" + "[".repeat(30_000),
            "{\"a\":\"" + "x".repeat(HUGE) + "\"}",
            "{\"" + MARKER + "\":1}",
            "a=b&c=" + MARKER);

    private Poison() {}

    /** All of them; each character is a byte. */
    static List<String> texts() {
        return TEXTS;
    }

    static String text(Random random) {
        return pick(TEXTS, random);
    }

    /** Whole bodies. */
    static List<String> bodies() {
        return BODIES;
    }

    /** JSON values, and what is none. */
    static List<String> jsonValues() {
        return JSON;
    }

    static <T> T pick(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    /** As it can stand in a header: without line ends, which would begin another header. */
    static String inHeader(String text) {
        return text.replaceAll("[\r\n\0]", "");
    }
}
