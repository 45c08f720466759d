package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The completion scripts, in the shells that they are for. */
@ExtendWith(Prikked.Shared.class)
@TestInstance(Lifecycle.PER_CLASS)
class CompletionScriptsIT {
    private static final Path SHARE = Distribution.FOLDER.resolve("share");

    /** Completes lines as bash does: the words as bash parts them, and what the function answers. */
    private static final String BASH =
            """
            source "$1"
            try() {
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
                _prikke
                echo "${COMPREPLY[*]}"
            }
            complete -p prikke
            try prikke jo
            try prikke jobs run night
            try prikke jobs add x --tz = Europe/Os
            try prikke jobs add x http : //x --ov
            try prikke orgs use 'Org'
            """;

    private final Shell shell;

    @TempDir
    Path folder;

    CompletionScriptsIT(Prikked prikked) {
        shell = prikked.inOrganizationOfItsOwn();
        shell.prikke("jobs", "add", "nightly", prikked.target().url("/ok"), "--every", "1d", "--disabled");
    }

    @BeforeAll
    void there_is_one_for_each_where_packages_expect_it() throws IOException {
        for (String[] each : new String[][] {
            {"bash", "bash-completion/completions/prikke"}, {"zsh", "zsh/site-functions/_prikke"}, {"fish", "fish/vendor_completions.d/prikke.fish"}
        }) {
            assertThat(SHARE.resolve(each[1])).hasContent(shell.prikke("completion", each[0]).out());
        }
    }

    @Test
    void in_bash_commands_options_values_and_what_the_server_has_are_completed() throws IOException {
        Path script = Files.writeString(folder.resolve("try"), BASH);

        var result = run("/bin/bash", script.toString(), SHARE.resolve("bash-completion/completions/prikke").toString());

        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).startsWith(
                "complete -F _prikke prikke", "jobs", "nightly", "Europe/Oslo", "--overlap");
        assertThat(result.out().lines().toList().getLast()).contains("Org\\ ");
    }

    @Test
    void in_fish_too() {
        assumeTrue(installed("fish"), "fish is not installed");

        var result = run("/usr/bin/fish", "--no-config", "-c",
                "source " + SHARE.resolve("fish/vendor_completions.d/prikke.fish") + "; complete -C 'prikke jobs run night'; complete -C 'prikke jo'");

        assertThat(result.out()).startsWith("nightly\t").contains("\njobs\t");
    }

    @Test
    void in_zsh_too() {
        assumeTrue(installed("zsh"), "zsh is not installed");

        // compadd is what hands the proposals to the line editor; without one, it is enough to see what it is handed.
        var result = run("/usr/bin/zsh", "-f", "-c",
                "compadd() { shift $(($# - 1)); print -l -- ${(P)1} }; CURRENT=4; words=(prikke jobs run night); "
                        + "source " + SHARE.resolve("zsh/site-functions/_prikke") + "; _prikke");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("nightly\n");
    }

    private Shell.Result run(String program, String... args) {
        String path = Distribution.FOLDER.resolve("bin") + ":" + shell.variable("PATH");
        return shell.with("PATH", path).with("PRIKKE_PROFILE", "default").program(Path.of(program)).prikke(args);
    }

    private static boolean installed(String program) {
        return Stream.of("/usr/bin", "/bin").anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
    }
}
