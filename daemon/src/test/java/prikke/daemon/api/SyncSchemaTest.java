package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import prikke.core.api.JobRequest;
import prikke.core.api.Json;
import prikke.core.api.SyncRequest;
import prikke.core.api.SyncSchema;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** The schema by which editors know what a document may say, held against what the API knows of it. */
@ExtendWith(TestDaemon.Shared.class)
class SyncSchemaTest {
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(SyncSchema.text(), InputFormat.JSON);

    private final TestDaemon daemon;

    SyncSchemaTest(TestDaemon daemon) {
        this.daemon = daemon;
    }

    @Test
    void it_has_every_field_that_the_api_has_and_says_what_each_is() throws IOException {
        JsonNode defs = Json.mapper().readTree(SyncSchema.text()).at("/$defs");

        assertThat(names(defs.at("/job/properties"))).containsExactlyInAnyOrderElementsOf(names(JobRequest.class));
        assertThat(names(defs.at("/queue/properties"))).containsExactlyInAnyOrderElementsOf(names(SyncRequest.Queue.class));
        for (String path : List.of("/job/properties", "/queue/properties")) {
            defs.at(path).forEach(field -> assertThat(field.path("description").asText()).as(field.toString()).isNotBlank());
        }
    }

    @Test
    void what_is_exported_is_as_it_says() {
        TestClient ann = daemon.newUser();
        ann.put("/sync", """
                {"queues":[{"name":"lane","concurrency":3,"rate":"10/s"}],"jobs":[
                  {"key":"a","name":"A","url":"http://x/","method":"PATCH","headers":{"Authorization":"s","X-A":"b"},"body":"","cron":"H 3 * * *",
                   "timezone":"Europe/Oslo","dst":"both","timeout":"1500ms","retries":10,"backoff":"fixed","retry_delay":"2h","max_retry_delay":"3h",
                   "expected_status":"200","expected_body":"/ok/","follow_redirects":true,"overlap":"skip","misfire":"run_all","misfire_grace":"0s",
                   "queue":"lane","priority":0,"jitter":"1s","starts_at":"2030-01-01T00:00:00Z","ends_at":"2040-01-01T00:00:00Z","enabled":false,
                   "tags":["x"]},
                  {"key":"b","url":"http://x/","every":"P1DT2H"},{"key":"c","url":"http://x/","run_at":"2040-01-01T00:00:00.125Z"}]}""").is(200);

        String exported = ann.get("/sync/export").is(200).text();

        assertThat(exported).contains("\"jitter\"", "\"misfire_grace\"");
        assertThat(SCHEMA.validate(exported, InputFormat.JSON)).isEmpty();
    }

    @Test
    void the_sample_that_is_shipped_is_as_it_says_and_can_be_synced() throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of("../cli/src/dist/share/jobs.yaml"))) {
            ObjectNode sample = Json.mapper().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));

            assertThat(SCHEMA.validate(sample)).isEmpty();
            sample.remove("x-ours");
            assertThat(daemon.newUser().put("/sync?dry_run=true", sample.toString()).is(200).json().at("/created")).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}",
        "{\"jobs\":[{\"url\":\"http://x/\",\"every\":\"1h\"}]}",
        "{\"jobs\":[{\"key\":\"a\",\"every\":\"1h\"}]}",
        "{\"jobs\":[{\"key\":\"a\",\"url\":\"http://x/\"}]}",
        "{\"jobs\":[{\"key\":\"A\",\"url\":\"http://x/\",\"every\":\"1h\"}]}",
        "{\"jobs\":[{\"key\":\"a\",\"url\":\"http://x/\",\"delay\":\"1h\"}]}",
        "{\"jobs\":[{\"key\":\"a\",\"url\":\"http://x/\",\"every\":\"1h\",\"cron\":\"@daily\"}]}",
        "{\"jobs\":{\"a\":{\"url\":\"http://x/\",\"every\":\"1h\",\"retries\":11}}}",
        "{\"jobs\":{\"a\":{\"url\":\"ftp://x/\",\"every\":\"1h\"}}}",
        "{\"jobs\":{\"a\":{\"url\":\"http://x/\",\"every\":\"1h\",\"overlap\":\"never\"}}}",
        "{\"jobs\":{\"a\":{\"url\":\"http://x/\",\"every\":\"1h\",\"colour\":\"red\"}}}",
        "{\"queues\":[{\"name\":\"a\",\"rate\":\"often\"}]}",
        "{\"queues\":[{\"concurrency\":1}]}",
        "{\"channels\":[{}]}"
    })
    void what_it_refuses_the_daemon_refuses_too(String document) {
        assertThat(SCHEMA.validate(document, InputFormat.JSON)).isNotEmpty();
        daemon.newUser().put("/sync", document).isProblem(422, "invalid");
    }

    private static List<String> names(JsonNode properties) {
        return properties.properties().stream().map(property -> property.getKey()).toList();
    }

    private static List<String> names(Class<? extends Record> type) {
        SnakeCaseStrategy snake = new SnakeCaseStrategy();
        return Stream.of(type.getRecordComponents()).map(component -> snake.translate(component.getName())).toList();
    }
}
