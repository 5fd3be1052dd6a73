package org.securecontext.endtoend.provider;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Tokens of a seed, in the form of RFC 6750 §2.1 with characters that each encoding writes in another way; remembers all. */
public final class RandomTokens implements Supplier<String> {

    private static final int BYTES = 24;

    private final Random random;
    private final List<String> drawn = new ArrayList<>();

    public RandomTokens(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public synchronized String get() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = "tok+" + Base64.getEncoder().encodeToString(bytes) + "/~=";
        drawn.add(token);
        return token;
    }

    /** Every token drawn so far. */
    public synchronized List<String> drawn() {
        return List.copyOf(drawn);
    }
}
