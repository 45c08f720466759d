package prikke.cli.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import prikke.cli.ExitCodes;
import prikke.cli.Session;
import prikke.cli.Streams;
import prikke.cli.completion.Kind;
import prikke.cli.profile.PrivateFolder;
import prikke.cli.profile.Profile;

/** The shell with a person before it. */
final class Conversation {
    private final Session session;
    private final Commands commands;
    private final Terminal terminal;
    private final FreshNames names;
    private final LineReader reader;

    Conversation(Session session, Commands commands, Terminal terminal) {
        this.session = session;
        this.commands = commands;
        this.terminal = terminal;
        this.names = new FreshNames(session.clock(), task -> Thread.ofVirtual().start(task));
        var completion = new Completion(commands, session, terminal, names);
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("prikke")
                .parser(Line.parser())
                .completer(completion)
                .history(new DiscreetHistory())
                // An exclamation mark is what it is, and not a line of the history.
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .option(Option.HISTORY_TIMESTAMPED, false)
                .variable(LineReader.HISTORY_SIZE, 1_000)
                .variable(LineReader.HISTORY_FILE_SIZE, 1_000)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "... ")
                .build();
        Path history = historyFile();
        if (history != null) {
            reader.setVariable(LineReader.HISTORY_FILE, history);
        }
        completion.prepare(Kind.JOB);
    }

    /** Where what is typed is kept; null where nothing can be, which is no reason not to run. */
    private @Nullable Path historyFile() {
        Path file = session.historyFile();
        try {
            Path folder = file == null ? null : file.toAbsolutePath().getParent();
            return file == null || folder == null ? null : new PrivateFolder(folder).file(String.valueOf(file.getFileName()));
        } catch (IOException e) {
            session.io().err().println("The history is not kept: " + file + " cannot be written.");
            return null;
        }
    }

    /** Runs what is typed, until Ctrl-D or {@code exit}. */
    int run() {
        // Ctrl-C between two lines has nothing to end, and must not end the shell.
        terminal.handle(Terminal.Signal.INT, signal -> {});
        session.output().line("Tab completes, \"help\" lists the commands, Ctrl-D leaves.");
        session.io().flush();
        while (true) {
            try {
                reader.readLine(prompt());
                List<String> words = reader.getParsedLine().words().stream().filter(word -> !word.isEmpty()).toList();
                if (words.equals(Line.EXIT) || words.equals(Line.QUIT)) {
                    return ExitCodes.DONE;
                }
                if (!words.isEmpty() && !words.getFirst().startsWith("#")) {
                    run(words);
                }
            } catch (UserInterruptException e) {
                // The line is dropped, and the next one asked for.
                continue;
            } catch (EndOfFileException e) {
                return ExitCodes.DONE;
            }
        }
    }

    private void run(List<String> words) {
        Streams io = session.io();
        int exitCode = new Foreground(terminal, io).run(streams -> commands.run(words, columns(terminal), streams));
        if (exitCode != ExitCodes.DONE) {
            io.err().println("[exit code " + exitCode + "]");
        }
        io.flush();
        names.age();
    }

    private String prompt() {
        String profile = session.profileName();
        return profile.equals(Profile.DEFAULT) ? "prikke> " : "prikke (" + profile + ")> ";
    }

    static int columns(Terminal terminal) {
        return terminal.getWidth() > 0 ? terminal.getWidth() : 80;
    }
}
