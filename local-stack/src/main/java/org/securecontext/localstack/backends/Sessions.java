package org.securecontext.localstack.backends;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts a command in a session of its own, so that Ctrl-C in a terminal reaches the parent alone. */
final class Sessions {

    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private Sessions() {}

    /** The command behind {@code setsid}, which keeps the process id; the command itself where there is none. */
    static List<String> own(List<String> command) {
        List<String> whole = new ArrayList<>();
        SETSID.stream().filter(Files::isExecutable).findFirst().ifPresent(path -> whole.add(path.toString()));
        whole.addAll(command);
        return whole;
    }
}
