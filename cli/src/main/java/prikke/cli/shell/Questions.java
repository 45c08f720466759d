package prikke.cli.shell;

import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import prikke.cli.Streams;

/** Asks on the shell's terminal, with a reader of its own: what is answered gets into no history. */
record Questions(Terminal terminal) implements Streams.Questions {
    @Override
    public @Nullable String line(String question) {
        return ask(question, null);
    }

    @Override
    public @Nullable String secret(String question) {
        return ask(question, '\0');
    }

    private @Nullable String ask(String question, @Nullable Character mask) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .build();
        try {
            return reader.readLine(question, mask);
        } catch (UserInterruptException | EndOfFileException e) {
            // Nothing was typed, and the command says so.
            return null;
        }
    }
}
