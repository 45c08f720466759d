package prikke.cli.shell;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import prikke.cli.ExitCodes;
import prikke.cli.Streams;

/** Runs one command, and gives the terminal back when it has ended or the user presses Ctrl-C. */
final class Foreground {
    /** How long a command that is interrupted may take to say its last words. */
    private static final long LAST_WORDS_MS = 300;

    private final Terminal terminal;
    private final Streams io;

    Foreground(Terminal terminal, Streams io) {
        this.terminal = terminal;
        this.io = io;
    }

    /** Gives the command's exit code; that of an interrupted one where Ctrl-C ended it. */
    int run(ToIntFunction<Streams> command) {
        var out = new Tap(io.out());
        var err = new Tap(io.err());
        var streams = new Streams(new NoInput(), out.stream(), err.stream(), new Questions(terminal));
        var end = new CompletableFuture<Integer>();
        Thread thread = Thread.ofPlatform().daemon().name("command").unstarted(() -> run(command, streams, end));
        // A request that waits for its answer cannot be interrupted: it is left to itself, and its result is dropped.
        SignalHandler before = terminal.handle(Signal.INT, signal -> {
            thread.interrupt();
            end.completeOnTimeout(ExitCodes.INTERRUPTED, LAST_WORDS_MS, TimeUnit.MILLISECONDS);
        });
        try {
            thread.start();
            return end.join();
        } finally {
            out.shut();
            err.shut();
            terminal.handle(Signal.INT, before);
            io.flush();
        }
    }

    private static void run(ToIntFunction<Streams> command, Streams streams, CompletableFuture<Integer> end) {
        try {
            int exitCode = command.applyAsInt(streams);
            streams.flush();
            end.complete(exitCode);
        } catch (Throwable e) {
            end.completeExceptionally(e);
            throw e;
        }
    }
}
