package prikke.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class Uuid7Test {
    private static final Instant T = Instant.parse("2030-01-01T00:00:00.123Z");
    private static final UUID JOB = UUID.fromString("01b8dac5-b400-7e8e-8802-94f0c9ac8ef7");

    @Test
    void it_is_of_version_7_and_variant_2_and_carries_its_millisecond() {
        for (UUID id : Set.of(Uuid7.random(T), Uuid7.derived(JOB, T), Uuid7.floor(T))) {
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(T.toEpochMilli());
        }
    }

    @Test
    void later_ones_sort_after_earlier_ones_as_text_and_as_the_databases_sort_them() {
        UUID earlier = Uuid7.random(T);
        UUID later = Uuid7.random(T.plusMillis(1));

        assertThat(earlier.toString()).isLessThan(later.toString());
        assertThat(Long.compareUnsigned(earlier.getMostSignificantBits(), later.getMostSignificantBits())).isNegative();
    }

    @Test
    void the_floor_of_a_time_sorts_before_all_of_it_and_after_all_before() {
        assertThat(Uuid7.floor(T).toString()).isLessThan(Uuid7.derived(JOB, T).toString())
                .isGreaterThan(Uuid7.random(T.minusMillis(1)).toString());
    }

    @Test
    void one_derived_from_thing_and_time_is_always_the_same() {
        assertThat(Uuid7.derived(JOB, T)).isEqualTo(Uuid7.derived(JOB, T))
                .as("what is stored must be found again by later versions")
                .isEqualTo(UUID.fromString("01b8dac5-b47b-78cf-9722-ee4041d54f00"));
    }

    @Test
    void ones_derived_from_other_things_or_times_differ() {
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(Uuid7.derived(JOB, T.plusMillis(i)));
            ids.add(Uuid7.derived(new UUID(0, i), T));
            ids.add(Uuid7.derived(JOB, T.plusNanos(i + 1)));
        }
        assertThat(ids).hasSize(3000);
    }
}
