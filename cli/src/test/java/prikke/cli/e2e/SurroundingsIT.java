package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Where there is no home, no folder that can be written, or a browser. */
@ExtendWith(Prikked.Shared.class)
class SurroundingsIT {
    private static final String EMAIL = Prikked.EMAIL;

    @TempDir
    Path folder;

    private final Prikked prikked;
    private final Shell owner;

    SurroundingsIT(Prikked prikked) {
        this.prikked = prikked;
        this.owner = prikked.inOrganizationOfItsOwn();
    }

    @Test
    void without_a_home_folder_all_works_that_needs_to_keep_nothing() {
        Shell homeless = prikked.signedOut(folder)
                .without("HOME")
                .without("PRIKKE_CONFIG_DIR")
                .without("PRIKKE_DATA_DIR")
                // Java asks the system's list of users as well, and there is one in it.
                .with("JDK_JAVA_OPTIONS", "-Duser.home=?");

        assertThat(homeless.prikke("cron", "next", "@daily").exitCode()).isZero();
        assertThat(homeless.prikke("version").out()).contains("0.1.0");
        assertThat(homeless.with("PRIKKE_API_KEY", key()).prikke("jobs", "list", "-o", "json").out()).isEqualTo("[ ]\n");
        Shell.Result list = homeless.prikke("jobs", "list");
        assertThat(list.exitCode()).isEqualTo(3);
        assertThat(list.err()).contains("PRIKKE_API_KEY");
        Shell.Result login = homeless.stdin(Prikked.PASSWORD + "\n").prikke("login", "--email", EMAIL, "--password-stdin");
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.err()).contains("error: There is no home folder, so there is no place for a profile.\nSay where with PRIKKE_CONFIG_DIR.\n");
        assertThat(homeless.stdin("version -q\nexit\n").prikke("shell").out()).isEqualTo("0.1.0\n");
    }

    @Test
    void who_cannot_keep_a_token_is_not_signed_in_for_nothing() {
        Shell nowhere = prikked.signedOut(folder).with("PRIKKE_CONFIG_DIR", "/dev/null/prikke");
        int sessions = sessions();

        Shell.Result login = nowhere.stdin(Prikked.PASSWORD + "\n").prikke("login", "--email", EMAIL, "--password-stdin");

        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(login.err()).startsWith("error: The profile cannot be saved to /dev/null/prikke/default.json: ")
                .endsWith("Choose another folder with PRIKKE_CONFIG_DIR.\n")
                .hasLineCount(2);
        assertThat(sessions()).isEqualTo(sessions);
        assertThat(nowhere.with("PRIKKE_API_KEY", key()).prikke("jobs", "list").exitCode()).isZero();
        assertThat(nowhere.prikke("profiles", "list").exitCode()).isZero();
    }

    @Test
    void open_starts_the_browser_that_is_named_else_the_desktops() throws IOException {
        Path seen = folder.resolve("seen");
        Path browser = program(folder.resolve("bin/xdg-open"), "echo \"$*\" > '" + seen + "'");

        Shell named = owner.with("BROWSER", browser + " --new-window %s");
        assertThat(named.prikke("open").out()).isEqualTo("Opened " + prikked.url() + "/\n");
        awaitText(seen, "--new-window " + prikked.url() + "/\n");

        Shell desktop = owner.with("DISPLAY", ":0").with("PATH", browser.getParent() + ":" + owner.variable("PATH"));
        assertThat(desktop.prikke("open", "-q").out()).isEqualTo(prikked.url() + "/\n");
        awaitText(seen, prikked.url() + "/\n");

        Shell.Result none = owner.with("BROWSER", "/nonexistent/browser").prikke("open");
        assertThat(none.out()).isEqualTo(prikked.url() + "/\n");
        assertThat(none.err()).startsWith("/nonexistent/browser could not be started");
    }

    private static Path program(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void awaitText(Path file, String text) {
        await().untilAsserted(() -> assertThat(file).hasContent(text));
    }

    private String key() {
        return owner.prikke("keys", "create", "k" + System.nanoTime()).out().strip();
    }

    private int sessions() {
        return owner.prikke("sessions", "list", "-q").out().split("\n").length;
    }
}
