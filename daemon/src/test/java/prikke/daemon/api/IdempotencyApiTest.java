package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

/** A POST that comes again under the same Idempotency-Key. */
@ExtendWith(TestDaemon.Shared.class)
class IdempotencyApiTest {
    private static final String ONE_OFF = "{\"url\":\"http://127.0.0.1:1/\",\"delay\":\"1h\"}";

    private final TestDaemon daemon;
    private TestClient ann;

    IdempotencyApiTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.ann = daemon.nobody();
    }

    @BeforeEach
    void register() {
        ann = daemon.newUser();
    }

    @Test
    void is_answered_as_it_was_and_made_once() {
        Reply first = post(ann, "/jobs", ONE_OFF, "k").is(202);
        Reply second = post(ann, "/jobs", ONE_OFF, "k").is(202);

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag")).isNotEmpty();
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(ann.get("/jobs").json().at("/data")).hasSize(1);
        post(ann, "/jobs", ONE_OFF, "other").is(202);
        assertThat(ann.get("/jobs").json().at("/data")).hasSize(2);
    }

    @Test
    void holds_for_posts_without_a_body_and_for_batches_too() {
        ann.put("/jobs/k", "{\"url\":\"http://127.0.0.1:1/\",\"every\":\"1h\"}").is(201);

        Reply first = post(ann, "/jobs/k/run", "", "r").is(201);
        assertThat(post(ann, "/jobs/k/run", "", "r").is(201).at("id")).isEqualTo(first.at("id"));
        String batch = "{\"jobs\":[" + ONE_OFF + "," + ONE_OFF + "]}";
        assertThat(post(ann, "/jobs/batch", batch, "b").is(201).text()).isEqualTo(post(ann, "/jobs/batch", batch, "b").is(201).text());
        assertThat(ann.get("/jobs").json().at("/data")).hasSize(3);
    }

    @Test
    void with_another_body_or_to_another_place_it_is_refused() {
        post(ann, "/jobs", ONE_OFF, "k").is(202);

        post(ann, "/jobs", "{\"url\":\"http://127.0.0.1:1/\",\"delay\":\"2h\"}", "k").isProblem(422, "idempotency_key_reused");
        post(ann, "/orgs", ONE_OFF, "k").isProblem(422, "idempotency_key_reused");
    }

    @Test
    void another_organizations_keys_are_its_own_and_another_members_answers_too() {
        post(ann, "/jobs", ONE_OFF, "k").is(202);
        TestClient bob = daemon.newUser();
        TestClient member = ann.in(ann.get("/orgs").json().at("/data/0/id").asText());
        TestClient reader = ann.as(ann.post("/keys", "{\"name\":\"r\",\"scope\":\"read\"}").is(201).at("token"));
        post(member, "/jobs", ONE_OFF, "k").is(202);

        assertThat(post(bob, "/jobs", ONE_OFF, "k").is(202).header("Idempotency-Replayed")).isEmpty();
        post(reader, "/jobs", ONE_OFF, "k").isProblem(422, "idempotency_key_reused");
    }

    @Test
    void what_puts_somebody_into_an_organization_is_done_once_all_the_same() {
        String made = post(ann, "/orgs", "{\"name\":\"more\"}", "o").is(201).at("id");

        assertThat(post(ann, "/orgs", "{\"name\":\"more\"}", "o").is(201).at("id")).isEqualTo(made);
        assertThat(ann.get("/orgs").json().at("/data")).hasSize(2);
        String invitation = ann.post("/orgs/" + made + "/invites", "{\"role\":\"member\"}").is(201).at("token");
        TestClient bob = daemon.newUser();
        Reply joined = post(bob, "/invites/" + invitation + "/accept", "", "a").is(200);
        Reply again = post(bob, "/invites/" + invitation + "/accept", "", "a").is(200);
        assertThat(again.text()).isEqualTo(joined.text());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void what_only_asks_leaves_its_key_free() {
        Reply first = post(ann, "/schedules/preview", "{\"cron\":\"0 3 * * *\"}", "p").is(200);

        assertThat(post(ann, "/schedules/preview", "{\"cron\":\"0 3 * * *\"}", "p").is(200).header("Idempotency-Replayed")).isEmpty();
        assertThat(post(ann, "/schedules/preview", "{\"cron\":\"0 4 * * *\"}", "p").is(200).text()).isNotEqualTo(first.text());
    }

    @Test
    void what_was_refused_may_be_tried_again() {
        post(ann, "/jobs", "{\"url\":\"http://127.0.0.1:1/\",\"key\":\"a\",\"every\":\"1h\",\"queue\":\"!\"}", "k").is(422);
        post(ann, "/jobs", ONE_OFF, "k").is(202);
    }

    @Test
    void of_ten_at_once_one_is_carried_out() throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) calls.add(() -> post(ann, "/jobs", ONE_OFF, "k").status());
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(10)) {
            for (Future<Integer> status : threads.invokeAll(calls)) statuses.add(status.get());
        }

        assertThat(statuses).contains(202).isSubsetOf(202, 409);
        assertThat(ann.get("/jobs").json().at("/data")).hasSize(1);
    }

    @Test
    void an_answer_that_held_a_secret_is_not_given_again_and_no_second_key_is_made() {
        post(ann, "/keys", "{\"name\":\"ci\"}", "k").is(201);

        Reply again = post(ann, "/keys", "{\"name\":\"ci\"}", "k").isProblem(409, "idempotency_answer_not_kept");
        assertThat(again.text()).doesNotContain("sk_live_");
        assertThat(ann.get("/keys").json().at("/data")).hasSize(1);
    }

    @Test
    void a_key_that_is_none_is_refused_and_who_shows_nothing_is_not_let_in_by_one() {
        post(ann, "/jobs", ONE_OFF, "x".repeat(256)).isProblem(400, "bad_request");
        post(daemon.nobody(), "/jobs", ONE_OFF, "k").isProblem(401, "unauthorized");
    }

    @Test
    void signing_in_takes_no_keys() {
        String body = "{\"email\":\"nobody-here@example.com\",\"password\":\"wrong horse\"}";

        post(daemon.nobody(), "/auth/login", body, "k").isProblem(401, "wrong_credentials");
    }

    private static Reply post(TestClient client, String path, String body, String key) {
        return client.send("POST", path, body, Map.of("Idempotency-Key", key));
    }
}
