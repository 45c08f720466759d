package prikke.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The {@link Receiver}'s process, as a measurement uses it. */
final class Target implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintStream commands;
    private final Path file;
    private final int port;

    Target() throws IOException {
        process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx512m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Receiver.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader();
        commands = new PrintStream(process.getOutputStream(), true);
        file = Files.createTempFile("prikke-bench", ".arrivals");
        port = Integer.parseInt(answers.readLine());
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** How many requests have arrived since the last {@link #take}. */
    int count() throws IOException {
        return ask("count");
    }

    /** What has arrived since the last time. */
    List<Arrival> take() throws IOException {
        ask("take " + file);
        return Files.readAllLines(file).stream().map(Arrival::of).toList();
    }

    /** Waits until so many have arrived. */
    void await(int count, Duration most) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        for (int seen; (seen = count()) < count; Thread.sleep(2)) {
            if (System.nanoTime() > end) throw new IllegalStateException(seen + " of " + count + " have arrived within " + most);
        }
    }

    private int ask(String command) throws IOException {
        commands.println(command);
        return Integer.parseInt(answers.readLine());
    }

    @Override
    public void close() throws Exception {
        commands.close();
        process.waitFor();
        Files.deleteIfExists(file);
    }
}
