package org.securecontext.localstack.backends;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What to start: the name for messages, the command line, variables beside the inherited ones, directory and log. */
record ChildCommand(String name, List<String> line, Map<String, String> environment, Path directory, Path log) {

    ChildCommand {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }
}
