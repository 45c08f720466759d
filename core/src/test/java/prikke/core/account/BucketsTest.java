package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private final AtomicLong nanos = new AtomicLong(-1);
    private final Buckets buckets = new Buckets(new Buckets.Rate(3, Duration.ofSeconds(10)), 100, nanos::get);

    @Test
    void a_bucket_gives_what_it_holds_and_then_says_how_long_to_wait() {
        assertThat(buckets.take("a")).isEqualTo(new Buckets.Taken(true, 2, Duration.ZERO));
        assertThat(buckets.take("a")).isEqualTo(new Buckets.Taken(true, 1, Duration.ZERO));
        assertThat(buckets.empty("a")).isFalse();
        assertThat(buckets.take("a")).isEqualTo(new Buckets.Taken(true, 0, Duration.ofSeconds(10)));
        assertThat(buckets.empty("a")).isTrue();
        assertThat(buckets.take("a")).isEqualTo(new Buckets.Taken(false, 0, Duration.ofSeconds(10)));
        assertThat(buckets.take("b").allowed()).isTrue();
    }

    @Test
    void tokens_come_back_one_by_one_and_never_more_than_it_holds() {
        for (int i = 0; i < 3; i++) buckets.take("a");

        pass(Duration.ofSeconds(7));
        assertThat(buckets.take("a").next()).isEqualTo(Duration.ofSeconds(3));
        assertThat(buckets.next("a")).isEqualTo(Duration.ofSeconds(3));
        pass(Duration.ofSeconds(3));
        assertThat(buckets.take("a").allowed()).isTrue();
        assertThat(buckets.take("a").allowed()).isFalse();

        pass(Duration.ofDays(1));
        assertThat(buckets.take("a").remaining()).isEqualTo(2);
    }

    @Test
    void several_are_taken_at_once_or_none() {
        assertThat(buckets.take("a", 2)).isEqualTo(new Buckets.Taken(true, 1, Duration.ZERO));
        assertThat(buckets.take("a", 2)).isEqualTo(new Buckets.Taken(false, 1, Duration.ofSeconds(10)));
        assertThat(buckets.take("a").allowed()).isTrue();
    }

    @Test
    void what_was_taken_without_need_is_put_back() {
        for (int i = 0; i < 3; i++) buckets.take("a");
        buckets.giveBack("a");

        assertThat(buckets.take("a").allowed()).isTrue();
        assertThat(buckets.take("a").allowed()).isFalse();
    }

    @Test
    void no_more_buckets_are_kept_than_told_and_the_emptiest_are_kept_longest() {
        for (int i = 0; i < 3; i++) buckets.take("emptied");
        for (int i = 0; i < 10_000; i++) {
            nanos.incrementAndGet();
            buckets.take("other " + i);
        }

        assertThat(buckets.kept()).isLessThanOrEqualTo(100);
        assertThat(buckets.take("emptied").allowed()).isFalse();
    }

    @Test
    void of_many_who_take_at_once_no_more_get_one_than_there_are() throws Exception {
        Buckets large = new Buckets(new Buckets.Rate(1000, Duration.ofHours(1)), 100, () -> 5);
        AtomicInteger got = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int t = 0; t < 4; t++) {
                threads.execute(() -> {
                    for (int i = 0; i < 500; i++) if (large.take("a").allowed()) got.incrementAndGet();
                });
            }
        }

        assertThat(got).hasValue(1000);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
