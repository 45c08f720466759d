package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Accounts, organizations and the profile that remembers them. */
@ExtendWith(Prikked.Shared.class)
class SignInIT {
    private final Prikked prikked;
    private final Shell shell;

    SignInIT(Prikked prikked, @TempDir Path home) {
        this.prikked = prikked;
        shell = prikked.signedOut(home);
    }

    @Test
    void signing_in_is_remembered_in_a_file_that_only_its_owner_reads_until_signing_out() throws IOException {
        assertThat(shell.prikke("whoami").exitCode()).isEqualTo(3);

        assertThat(login(Prikked.PASSWORD).out()).startsWith("Signed in as " + Prikked.EMAIL);

        Path profile = shell.folder().resolve("config/default.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(profile))).isEqualTo("rw-------");
        assertThat(shell.prikke("whoami").out()).contains("Signed in as  " + Prikked.EMAIL, "Server        " + prikked.url());
        String token = Files.readString(profile).replaceAll("(?s).*\"(pu_[^\"]+)\".*", "$1");

        assertThat(shell.prikke("logout").out()).isEqualTo("Signed out.\n");

        assertThat(Files.readString(profile)).doesNotContain("pu_");
        assertThat(shell.prikke("whoami").exitCode()).isEqualTo(3);
        assertThat(shell.prikke("whoami", "--api-key", token).exitCode()).as("the server has forgotten it too").isEqualTo(3);
    }

    @Test
    void a_wrong_password_is_refused() {
        assertThat(login("not the password")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.err()).contains("password is wrong");
        });
    }

    @Test
    void nobody_but_the_first_may_register_unasked() {
        var result = shell.stdin("another long password\n").prikke("register", "--email", "eve@example.com", "--password-stdin");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).startsWith("error: ");
    }

    @Test
    void nobody_is_asked_where_there_is_no_terminal() {
        assertThat(shell.prikke("login")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("Give --email");
        });
        assertThat(shell.prikke("register", "--email", "a@example.com").err()).contains("Give --password-stdin");
    }

    @Test
    void organizations_are_made_chosen_and_told_apart() {
        login(Prikked.PASSWORD);
        shell.prikke("orgs", "create", "Chosen");

        assertThat(shell.prikke("orgs", "use", "Chosen").out()).isEqualTo("Working in the organization Chosen from now on.\n");
        assertThat(shell.prikke("orgs", "list").out().lines()).anyMatch(line -> line.matches("Chosen +owner +yes .*"));
        shell.prikke("jobs", "add", "mine", "http://127.0.0.1:9/", "--every", "1d");
        assertThat(shell.prikke("jobs", "list", "-q").out()).isEqualTo("mine\n");
        assertThat(shell.prikke("jobs", "list", "-q", "--org", "Shared").out()).doesNotContain("mine");
        assertThat(shell.prikke("orgs", "use", "Nowhere").exitCode()).isEqualTo(4);
    }

    private Shell.Result login(String password) {
        return shell.stdin(password + "\n").prikke("login", "--email", Prikked.EMAIL, "--password-stdin");
    }
}
