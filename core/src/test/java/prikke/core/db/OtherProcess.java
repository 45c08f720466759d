package prikke.core.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process of its own that has the embedded database of a folder open. */
final class OtherProcess implements AutoCloseable {
    private static final String READY = "open";

    private final Process process;

    private OtherProcess(Process process) {
        this.process = process;
    }

    static OtherProcess holding(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"), OtherProcess.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); !READY.equals(line); line = output.readLine()) {
            if (line == null) throw new IOException("The other process ended before it had opened the database");
        }
        return new OtherProcess(process);
    }

    /** In that process: opens the database and keeps it until the process is ended. */
    public static void main(String[] args) throws IOException {
        try (Database database = Database.open(DatabaseConfig.embedded(Path.of(args[0])))) {
            System.out.println(READY);
            // Ends with its standard input, which closes with the test.
            while (System.in.read() >= 0) Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
