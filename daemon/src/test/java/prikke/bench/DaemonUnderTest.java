package prikke.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prikke.core.api.Json;

/** A daemon of the packed distribution, in a process of its own, with a first organization and a key. */
final class DaemonUnderTest implements AutoCloseable {
    private static final Path PRIKKED = Path.of(System.getProperty("prikke.dist"), "bin", "prikked").toAbsolutePath();

    private final Path folder;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String token;

    /**
     * @param database a JDBC URL, or null for the embedded one
     */
    DaemonUnderTest(@Nullable String database) throws Exception {
        folder = Files.createTempDirectory("prikke-bench");
        List<String> command = new ArrayList<>(List.of(PRIKKED.toString(), "--port", "0", "--data-dir", folder.resolve("data").toString()));
        if (database != null) command.addAll(List.of("--database-url", database));
        process = new ProcessBuilder(command).redirectError(folder.resolve("log").toFile()).start();
        String line = process.inputReader().readLine();
        if (line == null) throw new IllegalStateException(Files.readString(folder.resolve("log")));
        url = URI.create(line.substring(line.lastIndexOf(' ') + 1));
        ObjectNode user = object().put("email", "bench@example.com").put("password", "correct horse battery");
        String session = call("POST", "/auth/register", user, null).path("token").asText();
        token = call("POST", "/keys", object().put("name", "bench").put("scope", "admin"), session).path("token").asText();
    }

    static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    JsonNode post(String path, JsonNode body) throws Exception {
        return call("POST", path, body, token);
    }

    JsonNode get(String path) throws Exception {
        return call("GET", path, null, token);
    }

    private JsonNode call(String method, String path, @Nullable JsonNode body, @Nullable String bearer) throws Exception {
        HttpResponse<byte[]> answer = http.send(request(method, path, body, bearer), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) throw new IllegalStateException(method + " " + path + ": " + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        return Json.mapper().readTree(answer.body());
    }

    private HttpRequest request(String method, String path, @Nullable JsonNode body, @Nullable String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve("/api/v1" + path)).header("Content-Type", "application/json");
        if (bearer != null) request.header("Authorization", "Bearer " + bearer);
        return request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    URI url() {
        return url;
    }

    String token() {
        return token;
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
