package prikke.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceTest {
    @Test
    void one_more_than_the_limit_tells_that_there_are_more() {
        Slice<UUID> slice = Slice.of(ids(3), 2, id -> id);

        assertThat(slice.items()).isEqualTo(ids(2));
        assertThat(slice.next()).isEqualTo(ids(2).getLast());
    }

    @Test
    void a_list_that_just_fits_has_no_next() {
        assertThat(Slice.of(ids(2), 2, id -> id)).isEqualTo(new Slice<>(ids(2), null));
    }

    private static List<UUID> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> new UUID(0, i)).toList();
    }
}
