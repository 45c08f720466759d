package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void the_command_is_found_behind_options_and_their_values() {
        assertThat(command("jobs", "list")).isEqualTo("jobs list");
        assertThat(command("-o", "json", "jobs", "--server", "http://x", "list", "-q")).isEqualTo("jobs list");
        assertThat(command("--output=json", "-v", "jobs")).isEqualTo("jobs");
        assertThat(command("--help")).isEmpty();
    }

    @Test
    void help_as_a_word_is_help_as_an_option() {
        assertThat(Words.helpAsOption(new String[] {"help", "jobs", "add"})).containsExactly("jobs", "add", "--help");
        assertThat(Words.helpAsOption(new String[] {"help"})).containsExactly("--help");
        assertThat(Words.helpAsOption(new String[] {"jobs", "help"})).containsExactly("jobs", "help");
    }

    @Test
    void json_is_recognised_in_every_way_of_writing_the_option() {
        assertThat(Words.askForJson(new String[] {"jobs", "-o", "json"})).isTrue();
        assertThat(Words.askForJson(new String[] {"-ojson"})).isTrue();
        assertThat(Words.askForJson(new String[] {"--output=JSON"})).isTrue();
        assertThat(Words.askForJson(new String[] {"-o", "yaml", "json"})).isFalse();
    }

    private static String command(String... args) {
        return String.join(" ", Words.command(args));
    }
}
