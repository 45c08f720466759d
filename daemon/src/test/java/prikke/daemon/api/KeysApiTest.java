package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.core.api.KeyRequest;
import prikke.core.api.KeyResponse;
import prikke.core.api.RotateRequest;
import prikke.core.api.WebhookSecretResponse;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

@ExtendWith(TestDaemon.Shared.class)
class KeysApiTest {
    private final TestDaemon daemon;
    private TestClient ann;

    KeysApiTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.ann = daemon.nobody();
    }

    @BeforeEach
    void register() {
        ann = daemon.newUser();
    }

    @Test
    void the_token_is_in_the_creating_answer_only() {
        KeyResponse created = create("ci", "write");

        assertThat(created.token()).matches("pk_live_[A-Za-z0-9]{24}\\.sk_live_[A-Za-z0-9]{32}");
        Reply list = ann.get("/keys").is(200);
        assertThat(list.json().at("/data/0/public_id").asText()).isEqualTo(created.publicId());
        assertThat(list.json().at("/data/0").has("token")).isFalse();
        assertThat(list.text()).doesNotContain("sk_live_");
    }

    @Test
    void scopes_hold() {
        TestClient reader = ann.as(create("r", "read").token());
        TestClient writer = ann.as(create("w", "write").token());
        TestClient admin = ann.as(create("a", "admin").token());

        reader.get("/jobs").is(200);
        assertThat(reader.post("/jobs", "{\"url\":\"http://127.0.0.1:9/\",\"delay\":\"1h\"}")
                        .isProblem(403, "forbidden")
                        .at("detail"))
                .contains("may not change jobs");
        writer.post("/jobs", "{\"url\":\"http://127.0.0.1:9/\",\"delay\":\"1h\"}")
                .is(202);
        writer.get("/keys").isProblem(403, "forbidden");
        writer.post("/keys", "{\"name\":\"x\"}").isProblem(403, "forbidden");
        admin.get("/keys").is(200);
    }

    @Test
    void a_wrong_key_is_401() {
        String token = String.valueOf(create("ci", "write").token());

        ann.as(token.substring(0, token.length() - 1) + (token.endsWith("a") ? "b" : "a"))
                .get("/jobs")
                .isProblem(401, "unauthorized");
    }

    @Test
    void a_revoked_key_is_401_from_then_on() {
        KeyResponse created = create("ci", "write");
        TestClient ci = ann.as(created.token());
        ci.get("/jobs").is(200);

        ann.delete("/keys/" + created.id()).is(204);

        ci.get("/jobs").isProblem(401, "unauthorized");
        ann.delete("/keys/" + created.id()).isProblem(404, "not_found");
    }

    @Test
    void a_rotated_key_is_answered_once_and_the_old_one_holds_beside_it() {
        KeyResponse old = create("ci", "write");

        KeyResponse fresh = ann.api().keys().rotate(old.id(), new RotateRequest(null)).value();

        ann.as(old.token()).get("/jobs").is(200);
        ann.as(fresh.token()).get("/jobs").is(200);
        assertThat(ann.get("/keys").is(200).text()).doesNotContain("sk_live_");
        assertThat(ann.post("/keys/" + old.id() + "/rotate", "{\"overlap\":\"soon\"}").isProblem(422, "invalid").wrongFields())
                .containsExactly("overlap");
        ann.post("/keys/" + UUID.randomUUID() + "/rotate", "{}").isProblem(404, "not_found");
        ann.as(fresh.token()).post("/keys/" + old.id() + "/rotate", "{}").isProblem(403, "forbidden");
    }

    @Test
    void a_signing_secret_is_rotated_and_the_old_one_taken_out_of_use() {
        UUID old = ann.api().secrets().list().values().getFirst().id();

        WebhookSecretResponse fresh = ann.api().secrets().rotate(new RotateRequest("1h")).value();

        assertThat(fresh.secret()).startsWith("whsec_");
        assertThat(ann.api().secrets().list().values()).extracting(WebhookSecretResponse::id).containsExactly(fresh.id(), old);
        ann.delete("/webhook-secrets/" + fresh.id()).isProblem(409, "current_secret");
        ann.delete("/webhook-secrets/" + old).is(204);
        ann.delete("/webhook-secrets/" + old).isProblem(404, "not_found");
        ann.as(create("w", "write").token()).post("/webhook-secrets/rotate", "{}").isProblem(403, "forbidden");
        daemon.newUser().delete("/webhook-secrets/" + fresh.id()).isProblem(404, "not_found");
    }

    @Test
    void another_organizations_key_is_not_there() {
        KeyResponse created = create("ci", "write");
        TestClient bob = daemon.newUser();

        bob.delete("/keys/" + created.id()).isProblem(404, "not_found");
        assertThat(bob.get("/keys").is(200).json().at("/data")).isEmpty();
        ann.as(created.token()).get("/jobs").is(200);
    }

    @Test
    void keys_are_listed_page_by_page() {
        List<UUID> made = List.of(
                create("1", "read").id(),
                create("2", "read").id(),
                create("3", "read").id());

        Reply first = ann.get("/keys?limit=2").is(200);
        Reply second =
                ann.get("/keys?limit=2&cursor=" + first.at("next_cursor")).is(200);

        assertThat(first.json().at("/data")).hasSize(2);
        assertThat(second.json().at("/data")).hasSize(1);
        assertThat(ann.api().keys().list().values()).extracting(KeyResponse::id).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void what_is_wrong_is_named_all_at_once() {
        Reply reply = ann.post("/keys", "{\"name\":\"\",\"scope\":\"root\",\"expires\":\"soon\"}");

        assertThat(reply.isProblem(422, "invalid").wrongFields()).containsExactly("name", "scope", "expires");
    }

    @Test
    void signing_secrets_are_shown_to_those_who_may_see_them() {
        assertThat(ann.api().secrets().list().values()).singleElement().satisfies(secret -> assertThat(secret.secret())
                .startsWith("whsec_"));
        assertThat(ann.as(create("r", "read").token()).api().secrets().list().values())
                .singleElement()
                .satisfies(secret -> assertThat(secret.secret()).isNull());
    }

    private KeyResponse create(String name, String scope) {
        return ann.api().keys().create(new KeyRequest(name, scope, null)).value();
    }
}
