package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

/** Credentials among a job's headers: taken, sent to the target, and never shown again. */
@ExtendWith(TestDaemon.Shared.class)
class MaskingTest {
    private static final String MASK = "********";

    private final TestClient user;

    MaskingTest(TestDaemon daemon) {
        user = daemon.newUser();
    }

    @Test
    void no_answer_shows_them_and_the_target_gets_them() {
        try (Target target = new Target()) {
            Reply made = user.post("/jobs", job(target, "\"Authorization\":\"Bearer s3cret\",\"X-Api-Key\":\"s3cret\",\"X-Plain\":\"p\"")).is(201);
            assertThat(made.at("headers/Authorization")).isEqualTo(MASK);
            assertThat(made.at("headers/X-Api-Key")).isEqualTo(MASK);
            assertThat(made.at("headers/X-Plain")).isEqualTo("p");

            Reply attempt = run(target);

            assertThat(target.deliveries().getLast().header("Authorization")).isEqualTo("Bearer s3cret");
            assertThat(attempt.at("data/0/request/headers/Authorization")).isEqualTo(MASK);
            for (String path : new String[] {"/jobs", "/jobs/k", "/executions", "/jobs/k/executions"}) {
                assertThat(user.get(path).is(200).text()).doesNotContain("s3cret");
            }
            assertThat(attempt.text()).doesNotContain("s3cret");
        }
    }

    @Test
    void what_was_read_can_be_sent_back_as_it_is() {
        try (Target target = new Target()) {
            user.post("/jobs", job(target, "\"Authorization\":\"Bearer s3cret\"")).is(201);

            user.put("/jobs/k", job(target, "\"authorization\":\"" + MASK + "\"")).is(200);
            user.patch("/jobs/k", "{\"headers\":{\"X-Other\":\"o\"}}").is(200);
            user.post("/jobs/k/pause").is(200);
            user.post("/jobs/k/resume").is(200);
            run(target);

            assertThat(target.deliveries().getLast().header("Authorization")).isEqualTo("Bearer s3cret");
            assertThat(target.deliveries().getLast().header("X-Other")).isEqualTo("o");
            user.patch("/jobs/k", "{\"headers\":{\"authorization\":null}}").is(200);
            run(target);
            assertThat(target.deliveries().getLast().header("Authorization")).isEmpty();
        }
    }

    @Test
    void a_refusal_does_not_repeat_them_and_a_mask_for_nothing_is_one() {
        Reply wrong = user.post("/jobs", "{\"url\":\"http://127.0.0.1:9/\",\"headers\":{\"Authorization\":\"s3cret\\u0001\"}}").isProblem(422, "invalid");
        assertThat(wrong.text()).doesNotContain("s3cret");

        Reply mask = user.post("/jobs", "{\"url\":\"http://127.0.0.1:9/\",\"headers\":{\"Authorization\":\"" + MASK + "\"}}").is(422);
        assertThat(mask.wrongFields()).containsExactly("headers.Authorization");
    }

    private Reply run(Target target) {
        int before = target.deliveries().size();
        String execution = user.post("/jobs/k/run").is(201).at("id");
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> target.deliveries().size() > before);
        user.get("/executions/" + execution + "?wait=20s").is(200);
        return user.get("/executions/" + execution + "/attempts").is(200);
    }

    private static String job(Target target, String headers) {
        return "{\"key\":\"k\",\"url\":\"" + target.url("/200") + "\",\"cron\":\"0 3 1 1 *\",\"headers\":{" + headers + "}}";
    }
}
