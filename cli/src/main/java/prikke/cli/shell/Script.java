package prikke.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Streams;

/** The lines of stdin, run up to the first that fails. */
final class Script {
    private final Commands commands;
    private final Streams io;

    Script(Commands commands, Streams io) {
        this.commands = commands;
        this.io = io;
    }

    /** Runs them; gives 0, or the exit code of the one that failed. */
    int run() {
        var lines = new BufferedReader(new InputStreamReader(io.in(), UTF_8));
        var streams = new Streams(new NoInput(), io.out(), io.err(), null);
        int number = 0;
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                List<String> words = Line.words(line);
                if (words.equals(Line.EXIT) || words.equals(Line.QUIT)) {
                    return ExitCodes.DONE;
                }
                int exitCode = words.isEmpty() ? ExitCodes.DONE : commands.run(words, 80, streams);
                io.flush();
                if (exitCode != ExitCodes.DONE) {
                    io.err().println("Line " + number + " ended with exit code " + exitCode + "; what stands below it was not run: " + line.strip());
                    return exitCode;
                }
            }
            return ExitCodes.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Line.Unfinished e) {
            throw Failure.usage("Line " + number + " is not finished: " + e.getMessage() + ".\nWrite each command on a line of its own.");
        }
    }
}
