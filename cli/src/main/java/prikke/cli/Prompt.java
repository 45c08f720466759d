package prikke.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the user. Where stdin is not a terminal nobody is asked: the command fails and says which option to give. */
public final class Prompt {
    private final Environment environment;
    private final Streams io;

    Prompt(Environment environment, Streams io) {
        this.environment = environment;
        this.io = io;
    }

    /** The value of an option, asked for where it was not given. */
    public String valueOr(@Nullable String given, String question, String option) {
        if (given != null) {
            return given;
        }
        return answered(questions(option).line(question + ": "));
    }

    /** A password, typed unseen, or the first line of stdin. */
    public String password(boolean fromStdin, boolean twice) {
        if (fromStdin) {
            return firstLineOfStdin();
        }
        Streams.Questions questions = questions("--password-stdin");
        String password = answered(questions.secret("Password: "));
        if (twice && !answered(questions.secret("Again: ")).equals(password)) {
            throw Failure.usage("The two passwords differ.");
        }
        return password;
    }

    /** A password that holds, and the one that is to hold in its place. */
    public record Change(String current, String fresh) {
        /** Both stay out of logs. */
        @Override
        public String toString() {
            return "Change[…]";
        }
    }

    /** Both, typed unseen, or the first two lines of stdin. */
    public Change passwordChange(boolean fromStdin) {
        if (fromStdin) {
            List<String> lines = new BufferedReader(new InputStreamReader(io.in(), UTF_8)).lines().limit(2).toList();
            if (lines.size() < 2) {
                throw Failure.usage("--passwords-stdin was given, and stdin has no two lines.\nWrite the old password, then the new one.");
            }
            return new Change(lines.get(0), lines.get(1));
        }
        Streams.Questions questions = questions("--passwords-stdin");
        String current = answered(questions.secret("Current password: "));
        String fresh = answered(questions.secret("New password: "));
        if (!answered(questions.secret("Again: ")).equals(fresh)) {
            throw Failure.usage("The two new passwords differ.");
        }
        return new Change(current, fresh);
    }

    private static String answered(@Nullable String line) {
        if (line == null) {
            throw new Failure(ExitCodes.INTERRUPTED, "interrupted", "Nothing was typed.");
        }
        return line;
    }

    private Streams.Questions questions(String option) {
        if (io.questions() != null) {
            return io.questions();
        }
        Console console = environment.stdinIsTerminal() ? System.console() : null;
        if (console == null) {
            throw Failure.usage("Nobody can be asked, because stdin is not a terminal.\nGive " + option + ".");
        }
        return new OfConsole(console, io.err());
    }

    /** Asks on the terminal that the process was started from. */
    private record OfConsole(Console console, PrintStream err) implements Streams.Questions {
        @Override
        public @Nullable String line(String question) {
            ask(question);
            return console.readLine();
        }

        @Override
        public @Nullable String secret(String question) {
            ask(question);
            char @Nullable [] typed = console.readPassword();
            return typed == null ? null : new String(typed);
        }

        private void ask(String question) {
            err.print(question);
            err.flush();
        }
    }

    private String firstLineOfStdin() {
        try {
            String line = new BufferedReader(new InputStreamReader(io.in(), UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw Failure.usage("--password-stdin was given, and stdin is empty.\nWrite the password as its first line.");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
