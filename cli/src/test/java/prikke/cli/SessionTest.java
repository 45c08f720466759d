package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prikke.cli.profile.Profile;
import prikke.cli.profile.Profiles;

/** Which server is asked, as whom and in which organization. */
class SessionTest {
    private static final String ORG = "019b76da-4e5a-7c3e-9f3b-000000000001";
    private static final String OTHER_ORG = "019b76da-4e5a-7c3e-9f3b-000000000002";
    private static final String NO_KEYS = "{'data': [], 'next_cursor': null}";

    @TempDir
    Path folder;

    private FakeServer profiles;
    private FakeServer other;

    @BeforeEach
    void start() throws IOException {
        profiles = new FakeServer().on("GET /api/v1/keys", 200, NO_KEYS);
        other = new FakeServer().on("GET /api/v1/keys", 200, NO_KEYS);
    }

    @AfterEach
    void stop() {
        profiles.close();
        other.close();
    }

    @Test
    void the_profile_says_which_server_as_whom_and_in_which_organization() {
        signIn("default");

        assertThat(keys().exitCode()).isZero();
        assertThat(profiles.last().header("Authorization")).isEqualTo("Bearer pu_default");
        assertThat(profiles.last().header("Prikke-org")).isEqualTo(ORG);
    }

    @Test
    void asked_to_be_verbose_it_tells_of_every_request_and_of_no_token() {
        signIn("default");

        assertThat(run().run("keys", "list", "-v").err())
                .containsPattern("GET " + profiles.url() + "/api/v1/keys: 200 in \\d+ ms")
                .doesNotContain("pu_default");
    }

    @Test
    void the_environment_beats_the_profile_and_a_flag_beats_the_environment() {
        signIn("default");
        signIn("work");

        run().with("PRIKKE_PROFILE", "work").run("keys", "list");
        assertThat(profiles.last().header("Authorization")).isEqualTo("Bearer pu_work");
        run().with("PRIKKE_PROFILE", "work").run("keys", "list", "--profile", "default");
        assertThat(profiles.last().header("Authorization")).isEqualTo("Bearer pu_default");

        run().with("PRIKKE_ORG", OTHER_ORG).run("keys", "list");
        assertThat(profiles.last().header("Prikke-org")).isEqualTo(OTHER_ORG);
        run().with("PRIKKE_ORG", OTHER_ORG).run("--org", ORG, "keys", "list");
        assertThat(profiles.last().header("Prikke-org")).isEqualTo(ORG);

        run().with("PRIKKE_API_KEY", "environment").run("keys", "list");
        assertThat(profiles.last().header("Authorization")).isEqualTo("Bearer environment");
        run().with("PRIKKE_API_KEY", "environment").run("keys", "--api-key=flag", "list");
        assertThat(profiles.last().header("Authorization")).isEqualTo("Bearer flag");
    }

    @Test
    void a_key_is_bound_to_its_organization_so_the_profiles_is_not_sent_with_it() {
        signIn("default");

        run().with("PRIKKE_API_KEY", "key").run("keys", "list");

        assertThat(profiles.last().header("Prikke-org")).isNull();
    }

    @Test
    void an_organization_may_be_called_by_its_name() {
        signIn("default");
        profiles.on("GET /api/v1/orgs", 200, "{'data': [{'id': '" + OTHER_ORG
                + "', 'name': 'Looms', 'role': 'owner', 'created_at': '2026-01-01T00:00:00.000Z'}], 'next_cursor': null}");

        run().run("keys", "list", "--org", "Looms");

        assertThat(profiles.last().header("Prikke-org")).isEqualTo(OTHER_ORG);
    }

    @Test
    void a_token_goes_to_no_other_server_than_the_one_that_gave_it() {
        signIn("default");

        var result = run().run("keys", "list", "--server", other.url());

        assertThat(result.exitCode()).isEqualTo(ExitCodes.NOT_ALLOWED);
        assertThat(result.err()).contains("Not signed in to " + other.url(), "prikke login --server " + other.url());
        assertThat(other.requests()).isEmpty();
    }

    @Test
    void a_server_may_be_named_without_its_scheme_but_not_with_a_path() {
        signIn("default");

        assertThat(run().run("keys", "list", "--server", profiles.url().replace("http://", "")).exitCode()).isZero();
        var refused = run().run("keys", "list", "--server", profiles.url() + "/api/v1");
        assertThat(refused.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err()).contains("without a path");
    }

    @Test
    void somebody_who_never_signed_in_is_told_how_to() {
        var result = keys();

        assertThat(result.exitCode()).isEqualTo(ExitCodes.NOT_ALLOWED);
        assertThat(result.err()).isEqualTo(
                """
                error: Not signed in to http://127.0.0.1:7717.
                Sign in with: prikke login (or set PRIKKE_API_KEY)
                """);
    }

    private void signIn(String profile) {
        new Profiles(folder).write(profile, new Profile(profiles.url(), "a@example.com", "pu_" + profile, ORG, "Engines"));
    }

    private CommandRun.Result keys() {
        return run().run("keys", "list");
    }

    private CommandRun run() {
        return new CommandRun(folder);
    }
}
