package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import prikke.core.api.Json;

/** Bad input: each ends with the right code and says what to do. */
@ExtendWith(Prikked.Shared.class)
class RefusalsIT {
    private static final String URL = "http://127.0.0.1:9/";

    private final Prikked prikked;
    private final Shell shell;

    RefusalsIT(Prikked prikked) {
        this.prikked = prikked;
        shell = prikked.inOrganizationOfItsOwn();
    }

    @Test
    void a_url_that_is_none() {
        refused(add("nonsense", "--every", "1m"), "url", "http://");
    }

    @Test
    void a_url_of_another_protocol() {
        refused(add("ftp://example.com/", "--every", "1m"), "ftp", "http://");
    }

    @Test
    void a_cron_expression_of_four_fields() {
        refused(add(URL, "--cron", "0 3 * *"), "cron", "5 fields");
    }

    @Test
    void a_cron_expression_that_never_comes() {
        refused(add(URL, "--cron", "0 0 30 2 *"), "cron", "day 30 never comes in February");
    }

    @Test
    void two_schedules_at_once() {
        refused(add(URL, "--cron", "0 3 * * *", "--every", "1m"), "cron", "every");
    }

    @Test
    void a_delay_in_the_past() {
        refused(add(URL, "--in", "-5m"), "delay");
        refused(add(URL, "--at", "2020-01-01T00:00:00Z"), "run_at", "past");
    }

    @Test
    void a_body_of_300_kibibytes(@TempDir Path folder) throws IOException {
        Path body = Files.writeString(folder.resolve("body"), "x".repeat(300 * 1024));

        refused(add(URL, "--every", "1m", "-d", "@" + body), "body", "256 KiB");
    }

    @Test
    void every_fault_at_once() {
        var result = add("ftp://x", "--cron", "0 3 * *", "--retries", "99");

        refused(result, "url: ", "cron: ", "retries: ");
        assertThat(result.err().lines()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void a_key_that_is_taken() {
        shell.prikke("jobs", "add", "taken", URL, "--every", "1d");

        refused(shell.prikke("jobs", "add", "taken", URL, "--every", "1d"), "taken", "--upsert");
    }

    @Test
    void a_job_that_is_not_there() throws JsonProcessingException {
        var plain = shell.prikke("jobs", "show", "nope");
        assertThat(plain.exitCode()).isEqualTo(4);
        assertThat(plain.err()).contains("nope").endsWith("See which there are: prikke jobs list\n");

        var json = shell.prikke("jobs", "show", "nope", "-o", "json");
        JsonNode problem = Json.mapper().readTree(json.err());
        assertThat(json.exitCode()).isEqualTo(4);
        assertThat(json.out()).isEmpty();
        assertThat(problem.path("status").asInt()).isEqualTo(404);
        assertThat(problem.path("code").asText()).isEqualTo("not_found");
    }

    @Test
    void another_organizations_job() {
        shell.prikke("jobs", "add", "ours", URL, "--every", "1d");

        assertThat(prikked.inOrganizationOfItsOwn().prikke("jobs", "show", "ours").exitCode()).isEqualTo(4);
        assertThat(prikked.inOrganizationOfItsOwn().prikke("jobs", "rm", "ours").exitCode()).isEqualTo(4);
        assertThat(shell.prikke("jobs", "show", "ours").exitCode()).isZero();
    }

    @Test
    void a_wrong_key() {
        var result = shell.without("PRIKKE_ORG").prikke("jobs", "list", "--api-key", "pk_live_x.sk_live_y", "--server", prikked.url());

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("key", "prikke login");
    }

    @Test
    void a_revoked_key() {
        String key = shell.prikke("keys", "create", "ci").out().strip();
        var withKey = shell.without("PRIKKE_ORG").with("PRIKKE_API_KEY", key);
        assertThat(withKey.prikke("jobs", "list").exitCode()).isZero();

        assertThat(shell.prikke("keys", "revoke", "ci").out()).startsWith("Revoked ci (pk_live_");

        assertThat(withKey.prikke("jobs", "list").exitCode()).isEqualTo(3);
    }

    @Test
    void a_rotated_key_and_a_rotated_secret() {
        String old = shell.prikke("keys", "create", "rotated").out().strip();
        String fresh = shell.prikke("keys", "rotate", "rotated", "--overlap", "0s").out().strip();
        var withOld = shell.without("PRIKKE_ORG").with("PRIKKE_API_KEY", old);
        var withFresh = shell.without("PRIKKE_ORG").with("PRIKKE_API_KEY", fresh);

        assertThat(withOld.prikke("jobs", "list").exitCode()).isEqualTo(3);
        assertThat(withFresh.prikke("jobs", "list").exitCode()).isZero();

        String before = shell.prikke("secrets", "list", "-q").out().strip();
        String secret = shell.prikke("secrets", "rotate").out().strip();
        assertThat(secret).startsWith("whsec_");
        assertThat(shell.prikke("secrets", "list").out()).contains(secret, before);
        assertThat(shell.prikke("secrets", "rm", before).exitCode()).isZero();
        assertThat(shell.prikke("secrets", "list", "-q").out().strip()).isNotEqualTo(before);
        assertThat(shell.prikke("secrets", "rm", before).exitCode()).isEqualTo(4);
    }

    @Test
    void a_key_that_may_only_read() {
        String key = shell.prikke("keys", "create", "reader", "--scope", "read").out().strip();
        var withKey = shell.without("PRIKKE_ORG").with("PRIKKE_API_KEY", key);

        assertThat(withKey.prikke("jobs", "list").exitCode()).isZero();
        assertThat(withKey.prikke("jobs", "add", "x", URL, "--every", "1d").exitCode()).isEqualTo(3);
    }

    @Test
    void a_server_that_is_not_there() {
        var result = shell.prikke("jobs", "list", "--api-key", "k", "--server", "http://127.0.0.1:1");

        assertThat(result.exitCode()).isEqualTo(6);
        assertThat(result.err()).isEqualTo(
                """
                error: http://127.0.0.1:1 cannot be reached: the connection was refused.
                Is the daemon running? Start it with: prikke daemon start (or say where it is with --server)
                """);
    }

    private Shell.Result add(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "jobs";
        all[1] = "add";
        all[2] = "bad";
        System.arraycopy(args, 0, all, 3, args.length);
        return shell.prikke(all);
    }

    private static void refused(Shell.Result result, String... says) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: ").contains(says);
    }
}
