package prikke.cli.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import prikke.core.api.Json;

/** The API itself, in the name of whoever is signed in: for what the command line does not print. */
final class Api {
    private final Shell shell;

    Api(Shell shell) {
        this.shell = shell;
    }

    JsonNode get(String path) {
        try (var client = HttpClient.newHttpClient()) {
            JsonNode profile = Json.mapper().readTree(Files.readString(shell.folder().resolve("config/default.json")));
            var request = HttpRequest.newBuilder(URI.create(profile.path("server").asText() + "/api/v1" + path))
                    .header("Authorization", "Bearer " + profile.path("token").asText())
                    .header("Prikke-Org", shell.variable("PRIKKE_ORG"))
                    .build();
            return Json.mapper().readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
