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

class ProfilesCommandsTest {
    @TempDir
    Path folder;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer().on("GET /api/v1/keys", 200, "{'data': [], 'next_cursor': null}");
        for (String name : new String[] {"default", "work"}) {
            new Profiles(folder).write(name, new Profile(server.url(), name + "@example.com", "pu_" + name, null, "Engines"));
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_list_shows_each_and_no_token() {
        assertThat(run().run("profiles", "list").out())
                .isEqualTo(
                        """
                        PROFILE  IN USE  SERVER  SIGNED IN AS         ORGANIZATION
                        default  yes     %1$s  default@example.com  Engines
                        work     -       %1$s  work@example.com     Engines
                        """.formatted(server.url()).replace("SERVER  ", "SERVER" + " ".repeat(server.url().length() - 4)));
        assertThat(run().run("profiles", "list", "-o", "json").out()).contains("\"current\" : true".replace(" :", ":")).doesNotContain("pu_");
    }

    @Test
    void the_one_in_use_is_asked_with_unless_a_flag_or_the_environment_names_another() {
        assertThat(run().run("profiles", "use", "work").out()).isEqualTo("Using the profile work.\n");

        run().run("keys", "list");
        assertThat(server.last().header("Authorization")).isEqualTo("Bearer pu_work");
        run().run("keys", "list", "--profile", "default");
        assertThat(server.last().header("Authorization")).isEqualTo("Bearer pu_default");
        run().with("PRIKKE_PROFILE", "default").run("keys", "list");
        assertThat(server.last().header("Authorization")).isEqualTo("Bearer pu_default");
    }

    @Test
    void a_mistyped_one_is_answered_with_the_nearest() {
        assertThat(run().run("profiles", "use", "wrok")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(ExitCodes.NOT_FOUND);
            assertThat(result.err()).isEqualTo("error: There is no profile 'wrok'.\nDid you mean work?\n");
        });
        assertThat(run().run("keys", "list", "--profile", "wrok").err()).contains("There is no profile 'wrok'. Did you mean work?");
    }

    @Test
    void one_that_is_removed_is_gone() {
        assertThat(run().run("profiles", "rm", "work").exitCode()).isZero();

        assertThat(new Profiles(folder).names()).containsExactly("default");
        assertThat(run().run("profiles", "rm", "work").exitCode()).isEqualTo(ExitCodes.NOT_FOUND);
    }

    private CommandRun run() {
        return new CommandRun(folder);
    }
}
