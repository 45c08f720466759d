package prikke.daemon;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.slf4j.LoggerFactory;
import prikke.core.Version;

/**
 * The daemon's process: {@code prikked}. Exits 0 after a clean stop, 2 for wrong usage or configuration, 1 when it
 * can't start.
 */
public final class Main {
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    private Main(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        Log.prepare();
        int exitCode = new Main(System.getenv(), System.out, System.err).run(args);
        System.exit(exitCode);
    }

    private int run(String... args) {
        try {
            List<String> rest = args.length == 0 ? List.of() : List.of(args).subList(1, args.length);
            if (args.length > 0 && args[0].equals("doctor")) return examine(rest);
            if (args.length > 0 && args[0].equals("rotate-key")) return rotateKey(rest);
            Arguments arguments = Arguments.parse(args);
            if (arguments.help()) return say(Arguments.USAGE.strip());
            if (arguments.version()) return say("prikked " + Version.CURRENT);
            serve(DaemonConfig.load(arguments, environment));
            return 0;
        } catch (CannotStartException e) {
            err.println("prikked: " + e.getMessage());
            return e.exitCode();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Main.class).error("event=start_failed", e);
            err.println(
                    "prikked: The daemon could not start, for a reason it did not foresee; the log above tells which.");
            return CannotStartException.FAILED;
        }
    }

    private int examine(List<String> args) {
        // What is wrong is told as a finding, not in a log beside it.
        Log.open(Level.OFF);
        return new Examination(environment, out).run(args, InstantSource.system());
    }

    private int rotateKey(List<String> args) {
        Log.open(Level.WARNING);
        Arguments arguments = Arguments.parse(args.toArray(String[]::new));
        if (arguments.help()) return say(Arguments.USAGE.strip());
        new RotateKey(DaemonConfig.load(arguments, environment), out).run(InstantSource.system());
        return 0;
    }

    private int say(String text) {
        out.println(text);
        return 0;
    }

    /** Runs the daemon until the process is told to end. */
    private void serve(DaemonConfig config) {
        Log.open(config.logLevel());
        Thread.setDefaultUncaughtExceptionHandler((thread, e) ->
                LoggerFactory.getLogger(Main.class).error("event=thread_died thread={}", thread.getName(), e));
        Daemon daemon = Daemon.start(config, InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon), "prikke-stop"));
        out.println("prikked " + Version.CURRENT + " ready on " + daemon.url());
        out.flush();
        awaitForever();
    }

    /** A stop that was asked for is a success: without {@code halt} a signal's own exit code would stand. */
    private static void stop(Daemon daemon) {
        daemon.close();
        Runtime.getRuntime().halt(0);
    }

    private static void awaitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
