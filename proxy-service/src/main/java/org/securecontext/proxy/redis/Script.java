package org.securecontext.proxy.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Lua script of the service.
 *
 * @param name its file's name under {@code /scripts}, without {@code .lua}
 * @param source the text that Redis runs
 * @param sha1 the digest by which Redis knows it (EVALSHA)
 */
public record Script(String name, String source, String sha1) {

    private static final Pattern CONSTANT = Pattern.compile("(?m)^-- constant: ([a-z_]+)$");
    private static final Pattern INCLUDE = Pattern.compile("(?m)^-- include: ([a-z-]+)$");

    /**
     * Reads {@code /scripts/<name>.lua}; a line {@code -- include: <other>} stands for that file's text.
     *
     * @throws IllegalArgumentException when there is no such file
     */
    public static Script load(String name) {
        String source = INCLUDE.matcher(read(name)).replaceAll(Script::included);
        return new Script(name, source, digest(source));
    }

    /**
     * The script with a value for each line {@code -- constant: <name>}. What stays the same as long as the service runs costs
     * a call nothing that way; as an argument it would be sent and parsed in each.
     *
     * @param constants by name: whole numbers, or true or false
     * @throws IllegalArgumentException when the script has another constant than these
     */
    public Script with(Map<String, ?> constants) {
        String filled = CONSTANT.matcher(source).replaceAll(match -> {
            Object value = constants.get(match.group(1));
            if (!(value instanceof Long) && !(value instanceof Boolean)) {
                throw new IllegalArgumentException("Script " + name + " has no value for " + match.group(1));
            }
            return "local " + match.group(1) + " = " + value;
        });
        return new Script(name, filled, digest(filled));
    }

    private static String included(MatchResult match) {
        return Matcher.quoteReplacement(read(match.group(1)));
    }

    private static String read(String name) {
        try (InputStream stream = Script.class.getResourceAsStream("/scripts/" + name + ".lua")) {
            if (stream == null) {
                throw new IllegalArgumentException("There is no script " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String source) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha1.digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-1", e);
        }
    }
}
