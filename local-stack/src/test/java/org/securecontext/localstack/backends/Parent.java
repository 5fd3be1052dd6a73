package org.securecontext.localstack.backends;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A JVM with children that a test kills: one that ends when it is asked to, and one that does not. */
final class Parent {

    private static final String STUBBORN = "trap '' TERM; while :; do sleep 1; done";

    private Parent() {}

    /** Prints the process ids of its children and waits to be killed. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        RedisProcess redis = RedisProcess.start(RedisOptions.in(directory));
        ChildProcess stubborn = ChildProcess.start(new ChildCommand(
                "stubborn",
                List.of("/bin/sh", "-c", STUBBORN),
                Map.of(),
                directory,
                directory.resolve("stubborn.log")));
        System.out.println(redis.pid() + " " + stubborn.process().pid());
        boolean unused = stubborn.endedWithin(Duration.ofMinutes(5));
    }
}
