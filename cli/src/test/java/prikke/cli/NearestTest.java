package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> NAMES = List.of("backup", "backup-weekly", "ping", "report");

    @Test
    void a_name_is_found_by_one_that_lacks_a_letter_has_one_too_many_or_two_swapped() {
        assertThat(Nearest.to("bakup", NAMES)).containsExactly("backup");
        assertThat(Nearest.to("backupp", NAMES)).containsExactly("backup");
        assertThat(Nearest.to("bakcup", NAMES)).containsExactly("backup");
        assertThat(Nearest.to("PNIG", NAMES)).containsExactly("ping");
    }

    @Test
    void what_is_like_none_of_them_is_taken_for_none() {
        assertThat(Nearest.to("zebra", NAMES)).isEmpty();
        assertThat(Nearest.to("x", NAMES)).isEmpty();
    }
}
