package prikke.cli.daemon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import prikke.cli.Environment;
import prikke.cli.Failure;

/** The daemon's program in the distribution. */
final class DaemonProgram {
    private final Path program;
    private final Environment environment;

    DaemonProgram(Environment environment) {
        this.environment = environment;
        program = environment.home().resolve("bin/prikked");
        if (!Files.isExecutable(program)) {
            throw Failure.failed("installation", program + " is not there.\nUnpack the whole distribution and use its bin/prikke.");
        }
    }

    List<String> inForeground(List<String> arguments) {
        return Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
    }

    /** In a session of its own where that can be had, so that it outlives the terminal and does not get its Ctrl-C. */
    List<String> inBackground(List<String> arguments) {
        var command = new ArrayList<>(List.of(onPath("setsid") ? "setsid" : "nohup"));
        command.addAll(inForeground(arguments));
        return command;
    }

    private boolean onPath(String name) {
        String path = environment.get("PATH");
        return path != null
                && Stream.of(path.split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(name)));
    }
}
