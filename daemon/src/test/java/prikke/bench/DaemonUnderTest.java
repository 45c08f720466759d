package prikke.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A daemon of the packed distribution, in a process of its own, with a first organization. */
final class DaemonUnderTest implements AutoCloseable {
    /** What the peers' processes get too. {@code BENCH_JVM} adds to it, to profile for instance. */
    private static final String HEAP = "-Xms512m -Xmx1g";

    private static final Path PRIKKED = Path.of(System.getProperty("prikke.dist"), "bin", "prikked").toAbsolutePath();

    private final Path folder;
    private final Process process;
    private final URI url;
    private final String session;
    private final Org org;

    /**
     * @param database a JDBC URL, or null for the embedded one
     */
    DaemonUnderTest(@Nullable String database) throws Exception {
        folder = Files.createTempDirectory("prikke-bench");
        List<String> command = new ArrayList<>(List.of(PRIKKED.toString(), "--port", "0", "--data-dir", folder.resolve("data").toString()));
        if (database != null) command.addAll(List.of("--database-url", database));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(folder.resolve("log").toFile());
        builder.environment().put("PRIKKED_OPTS", HEAP + " " + System.getenv().getOrDefault("BENCH_JVM", ""));
        // One key, since daemon after daemon works on the same server's database.
        builder.environment().put("PRIKKE_ENCRYPTION_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        process = builder.start();
        // No daemon outlives a measurement that is broken off.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        String line = process.inputReader().readLine();
        if (line == null) throw new IllegalStateException(log());
        url = URI.create(line.substring(line.lastIndexOf(' ') + 1));
        JsonNode user = Org.object().put("email", "bench@example.com").put("password", "correct horse battery");
        session = "Bearer " + Org.call(url, "POST", "/auth/register", user).path("token").asText();
        org = keyed();
    }

    /** The first organization. */
    Org org() {
        return org;
    }

    /** The token of its user, as a browser's cookie has it. */
    String session() {
        return session.substring("Bearer ".length());
    }

    /** Another organization. */
    Org another(String name) throws Exception {
        String id = Org.call(url, "POST", "/orgs", Org.object().put("name", name), "Authorization", session).path("id").asText();
        return keyed("Prikke-Org", id);
    }

    private Org keyed(String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of("Authorization", session));
        all.addAll(List.of(headers));
        JsonNode key = Org.object().put("name", "bench").put("scope", "admin");
        return new Org(url, Org.call(url, "POST", "/keys", key, all.toArray(String[]::new)).path("token").asText());
    }

    /** What the daemon has written to its log. */
    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    Path dataDir() {
        return folder.resolve("data");
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            System.err.println("left behind: " + folder + " (" + e.getMessage() + ")");
        }
    }
}
