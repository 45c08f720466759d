package prikke.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A daemon in this process, on a free port and an embedded database of its own. */
public final class TestDaemon implements AutoCloseable {
    private static final Logger QUIET = Logger.getLogger("prikke");

    private final Path folder;
    private final Daemon daemon;
    private final AtomicInteger accounts = new AtomicInteger();

    private TestDaemon(Path folder, Daemon daemon) {
        this.folder = folder;
        this.daemon = daemon;
    }

    /** Starts one that is open to registration; {@code environment} has its settings. */
    public static TestDaemon start(Map<String, String> environment) {
        QUIET.setLevel(Level.WARNING);
        try {
            Path folder = Files.createTempDirectory("prikke-daemon");
            return new TestDaemon(folder, Daemon.start(config(folder, environment), InstantSource.system()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DaemonConfig config(Path folder, Map<String, String> environment, String... arguments) {
        Map<String, String> settings =
                new HashMap<>(Map.of("PRIKKE_REGISTRATION", "open", "PRIKKE_EGRESS_PRIVATE_NETWORKS", "allow"));
        settings.putAll(environment);
        Stream<String> usual = Stream.of("--port", "0", "--data-dir", folder.toString());
        String[] all = Stream.concat(usual, Stream.of(arguments)).toArray(String[]::new);
        return DaemonConfig.load(Arguments.parse(all), settings);
    }

    public String url() {
        return daemon.url();
    }

    /** Every route that it answers on, as in {@code GET /api/v1/jobs}. */
    public List<String> routes() {
        return daemon.routes();
    }

    /** Somebody without credentials. */
    public TestClient nobody() {
        return new TestClient(url(), null, null);
    }

    /** A user who has just registered, with an organization of their own. */
    public TestClient newUser() {
        return nobody().register("user" + accounts.incrementAndGet() + "@example.com");
    }

    /** Stops the daemon, and keeps its folder. */
    public void stop() {
        daemon.close();
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives tests the one daemon that they share; each has users of its own in it. */
    public static final class Shared implements ParameterResolver {
        private record Running(TestDaemon daemon) implements AutoCloseable {
            @Override
            public void close() {
                daemon.close();
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestDaemon.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return of(context);
        }

        /** The daemon, which is started where it is asked for first. */
        public static TestDaemon of(ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Running.class, key -> new Running(start(Map.of())), Running.class)
                    .daemon();
        }
    }
}
