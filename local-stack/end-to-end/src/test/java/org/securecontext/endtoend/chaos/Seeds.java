package org.securecontext.endtoend.chaos;

import java.security.SecureRandom;

/** The seed of a run: new each time and printed, or that of {@code -Dscp.seed} to run the same choices again. */
final class Seeds {

    private Seeds() {}

    static long printed(String name) {
        Long given = Long.getLong("scp.seed");
        long seed = given == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : given;
        System.out.println(name + ": -Dscp.seed=" + seed);
        return seed;
    }
}
