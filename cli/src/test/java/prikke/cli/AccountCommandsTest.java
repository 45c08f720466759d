package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Account and sessions, and signing in by a browser, against a server that answers what it is told to. */
class AccountCommandsTest {
    private static final String SESSION =
            "{'id':'019b0000-0000-7000-8000-000000000001','created_at':'2026-01-01T01:56:00.000Z','last_used_at':'2026-01-02T01:55:00.000Z',"
                    + "'expires_at':'2026-02-01T01:56:00.000Z','address':'10.0.0.7','user_agent':'prikke/0.1.0','current':true}";
    private static final String SIGNED_IN =
            "{'access_token':'pu_x','token_type':'Bearer','expires_in':60,'token':'pu_x','expires_at':'2026-02-01T01:56:00.000Z',"
                    + "'me':{'kind':'user','user':{'id':'019b0000-0000-7000-8000-000000000002','email':'ada@example.com','instance_admin':false},'orgs':[]}}";

    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();

    AccountCommandsTest() throws IOException {}

    @BeforeEach
    void device() {
        server.on(
                "POST /api/v1/auth/device",
                200,
                "{'device_code':'d-c','user_code':'WDJB-MJHT','verification_uri':'http://p/device',"
                        + "'verification_uri_complete':'http://p/device?user_code=WDJB-MJHT','expires_in':600,'interval':0}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void signing_in_by_a_browser_shows_where_to_go_and_remembers_the_token() throws IOException {
        server.on("POST /api/v1/auth/device/token", 200, SIGNED_IN);

        CommandRun.Result result = run("login", "--device");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("Signed in as ada@example.com.\n");
        assertThat(result.err()).contains("http://p/device and enter the code WDJB-MJHT", "http://p/device?user_code=WDJB-MJHT");
        assertThat(server.last().body())
                .contains("\"device_code\":\"d-c\"", "\"grant_type\":\"urn:ietf:params:oauth:grant-type:device_code\"");
        assertThat(Files.readString(folder.resolve("default.json"))).contains("pu_x", "ada@example.com");
    }

    @Test
    void a_sign_in_that_is_denied_exits_3() {
        server.on(
                "POST /api/v1/auth/device/token",
                400,
                "{'error':'access_denied','type':'about:blank','title':'Bad Request','status':400,'code':'access_denied','detail':'No.'}");

        CommandRun.Result result = run("login", "--device");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("error: The sign-in was denied in the browser.");
    }

    @Test
    void a_browser_and_a_password_do_not_go_together() {
        assertThat(run("login", "--device", "--email", "ada@example.com").exitCode()).isEqualTo(2);
    }

    @Test
    void sessions_are_listed_and_revoked() {
        server.on("GET /api/v1/me/sessions", 200, "{'data':[" + SESSION + "],'next_cursor':null}")
                .on("DELETE /api/v1/me/sessions", 204, "")
                .on("DELETE /api/v1/me/sessions/019b0000-0000-7000-8000-000000000001", 204, "");

        assertThat(signedIn("sessions", "list").out()).contains("10.0.0.7", "019b0000-0000-7000-8000-000000000001", "yes");
        assertThat(signedIn("sessions", "revoke", "019b0000-0000-7000-8000-000000000001").out()).startsWith("Revoked the session ");
        assertThat(signedIn("sessions", "revoke", "--others").out()).isEqualTo("Signed out everywhere but here.\n");
        assertThat(server.last().target()).isEqualTo("/api/v1/me/sessions");
        assertThat(signedIn("sessions", "revoke").exitCode()).isEqualTo(2);
        assertThat(signedIn("sessions", "revoke", "x").exitCode()).isEqualTo(2);
    }

    @Test
    void a_password_is_changed_by_two_lines_of_stdin() {
        server.on("PATCH /api/v1/me", 200, "{'kind':'user','user':null,'orgs':[]}");

        CommandRun.Result result = command().stdin("old horse\nnew horse\n").run("account", "password", "--passwords-stdin", "--api-key", "pu_x");

        assertThat(result.out()).isEqualTo("Changed your password. All other sessions have ended.\n");
        assertThat(server.last().body()).contains("\"password\":\"new horse\"", "\"current_password\":\"old horse\"").doesNotContain("email");
        assertThat(command().stdin("one line\n").run("account", "password", "--passwords-stdin", "--api-key", "pu_x").exitCode())
                .isEqualTo(2);
    }

    @Test
    void an_address_is_changed_and_a_password_reset_by_mail() {
        server.on("PATCH /api/v1/me", 202, "{'kind':'user','user':null,'orgs':[]}").on("POST /api/v1/auth/password-reset", 202, "{}");

        assertThat(command().stdin("horse\n").run("account", "email", "a@b.c", "--password-stdin", "--api-key", "pu_x").out())
                .contains("Follow the link that is on its way to a@b.c.");
        assertThat(server.last().body()).contains("\"email\":\"a@b.c\"", "\"current_password\":\"horse\"");
        assertThat(run("account", "reset-password", "a@b.c").out()).startsWith("If there is an account of a@b.c");
    }

    private CommandRun.Result signedIn(String... args) {
        String[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--api-key";
        all[args.length + 1] = "pu_x";
        return run(all);
    }

    private CommandRun.Result run(String... args) {
        return command().run(args);
    }

    private CommandRun command() {
        return new CommandRun(folder).with("PRIKKE_SERVER", server.url());
    }
}
