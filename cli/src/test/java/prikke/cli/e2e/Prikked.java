package prikke.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The one daemon that the end-to-end tests share, with a receiver beside it. The first test that asks for it starts it, and it is
 * stopped after the last. Tests keep out of each other's way by working in organizations of their own.
 */
final class Prikked implements AutoCloseable {
    static final String EMAIL = "ada@example.com";
    static final String PASSWORD = "correct horse battery staple";

    private final AtomicInteger organizations = new AtomicInteger();
    private final Path folder;
    private final Process process;
    private final String url;
    private final Target target;
    private final Shell shell;

    /** Hands the daemon to the tests that take one. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Prikked.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Prikked.class, type -> new Prikked(), Prikked.class);
        }
    }

    private Prikked() {
        try {
            folder = Files.createTempDirectory("prikke-e2e");
            target = new Target();
            shell = new Shell(folder);
            process = shell.start(folder.resolve("daemon.log"), "daemon", "run", "--port", "0");
            url = urlIn(firstLine(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var registered = shell.stdin(PASSWORD + "\n")
                .prikke("register", "--server", url, "--email", EMAIL, "--org", "Shared", "--password-stdin");
        assertThat(registered.exitCode()).as(registered.err()).isZero();
    }

    String url() {
        return url;
    }

    Target target() {
        return target;
    }

    /** Signed in as the owner, in an organization that nobody else works in. */
    Shell inOrganizationOfItsOwn() {
        String name = "Org " + organizations.incrementAndGet();
        String id = shell.prikke("orgs", "create", name, "-q").out().strip();
        return shell.with("PRIKKE_ORG", id);
    }

    /** Signed in as nobody, with a profile of its own. */
    Shell signedOut(Path home) {
        return new Shell(home).with("PRIKKE_SERVER", url);
    }

    /** The first line of a process's output; null where it ended without. */
    static String firstLine(Process process) throws IOException {
        String line = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
        if (line == null) {
            throw new AssertionError("it ended without a word");
        }
        return line;
    }

    static String urlIn(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the daemon stops when it is told to").isTrue();
        target.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
