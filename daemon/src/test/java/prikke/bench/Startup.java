package prikke.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code scripts/bench/startup}: how long whole commands take against a daemon on this machine, and how many times as long as a Java
 * with the same flags that prints one line. All of them take turns, so that whatever else goes on here meets all alike.
 */
final class Startup {
    private static final Path DIST = Path.of(System.getProperty("prikke.dist"));
    private static final String HELLO = "java Hello";

    private Startup() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(System.getProperty("java.home"));
        String prikke = DIST.resolve("bin/prikke").toString();
        try (var daemon = new DaemonUnderTest(null)) {
            for (int i = 0; i < 20; i++) daemon.org().post("/jobs", Org.object().put("url", "http://127.0.0.1:1/").put("key", "job-" + i).put("cron", "0 3 * * *"));
            Map<String, String> environment = new TreeMap<>(Map.of("PRIKKE_SERVER", daemon.org().daemon().toString(), "PRIKKE_API_KEY", daemon.org().token()));
            var commands = new LinkedHashMap<String, List<String>>();
            commands.put(HELLO, hello(home));
            commands.put("prikke --version", List.of(prikke, "--version"));
            commands.put("prikke version", List.of(prikke, "version"));
            commands.put("prikke jobs list", List.of(prikke, "jobs", "list"));
            commands.put("prikke __complete jobs run", List.of(prikke, "__complete", "jobs", "run", ""));
            print(measure(commands, environment, Settings.number("ROUNDS", 15)));
        }
        System.exit(0);
    }

    private static List<String> hello(Path home) {
        var command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        command.addAll(Arrays.asList(System.getProperty("prikke.flags").split(" ")));
        command.addAll(List.of("-cp", Path.of("target/test-classes").toAbsolutePath().toString(), Hello.class.getName()));
        return command;
    }

    private static Map<String, List<Long>> measure(Map<String, List<String>> commands, Map<String, String> environment, int rounds)
            throws IOException, InterruptedException {
        var took = new LinkedHashMap<String, List<Long>>();
        for (int round = -1; round < rounds; round++) {
            for (var command : commands.entrySet()) {
                long micros = run(command.getValue(), environment);
                // The first round fetches from the disk what the others find in memory.
                if (round >= 0) took.computeIfAbsent(command.getKey(), name -> new ArrayList<>()).add(micros);
            }
        }
        return took;
    }

    private static long run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        long begun = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) throw new IOException(command + " ended with " + process.exitValue());
        return Duration.ofNanos(System.nanoTime() - begun).toNanos() / 1_000;
    }

    private static void print(Map<String, List<Long>> took) {
        long hello = median(took.getOrDefault(HELLO, List.of()));
        System.out.printf("%-28s %8s %8s %6s%n", "command", "median", "least", "times");
        took.forEach((name, micros) -> System.out.printf(
                "%-28s %5.0f ms %5.0f ms %6.1f%n",
                name, median(micros) / 1_000.0, micros.stream().min(Long::compare).orElse(0L) / 1_000.0, (double) median(micros) / hello));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
