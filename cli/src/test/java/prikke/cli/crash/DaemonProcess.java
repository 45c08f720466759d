package prikke.cli.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A daemon of the packed distribution in a process of its own, which a test may kill as it likes. */
final class DaemonProcess implements AutoCloseable {
    private static final Path PRIKKED = Path.of(System.getProperty("prikke.dist", "target/prikke"), "bin", "prikked").toAbsolutePath();

    private final Process process;
    private final URI url;

    private DaemonProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts a daemon and returns once it says that it is ready. */
    static DaemonProcess start(Path dataDir, String... more) throws Exception {
        return start(dataDir, Map.of(), more);
    }

    /** The same, with these in its environment. */
    static DaemonProcess start(Path dataDir, Map<String, String> environment, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(PRIKKED.toString(), "--port", "0", "--data-dir", dataDir.toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(dataDir.resolveSibling("daemon.log").toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            String line = CompletableFuture.supplyAsync(() -> firstLine(process.inputReader())).get(60, TimeUnit.SECONDS);
            return new DaemonProcess(process, URI.create(line.substring(line.lastIndexOf(' ') + 1)));
        } catch (Exception e) {
            process.destroyForcibly();
            throw new IllegalStateException("The daemon did not start; see " + dataDir.resolveSibling("daemon.log"), e);
        }
    }

    private static String firstLine(BufferedReader reader) {
        try {
            String line = reader.readLine();
            if (line == null) throw new IllegalStateException("The daemon ended without a word");
            return line;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    URI url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    /** Stops it in its tracks, as a hypervisor may do to a machine: nothing of it ends, and nothing goes on. */
    void freeze() throws Exception {
        signal("STOP");
    }

    void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        if (exit != 0) throw new IllegalStateException("kill -" + name + " ended with " + exit);
    }

    /** Tells it to end, as {@code kill} does, and waits until it has. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) throw new AssertionError("It has not ended within 30 s of being told to");
    }

    /** {@code kill -9}, and waits until the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) kill();
    }
}
