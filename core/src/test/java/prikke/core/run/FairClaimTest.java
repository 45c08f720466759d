package prikke.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.db.Dialect;
import prikke.core.job.Job;

/** While more is due than can be taken at once, organizations take turns. */
@ParameterizedClass
@EnumSource(Dialect.class)
class FairClaimTest {
    private static final long NODE = 7;
    private static final Instant T = QueueFixture.T;

    private final QueueFixture f;
    private final Job job;

    FairClaimTest(Dialect dialect) {
        f = new QueueFixture(dialect);
        job = f.job();
    }

    @AfterEach
    void close() {
        f.close();
    }

    private static UUID org(int number) {
        return new UUID(0x0100_0000_0000_7000L, 0x8000_0000_0000_0000L + number);
    }

    private Planned of(int org, int priority, Duration after) {
        return of(job, org, priority, after);
    }

    private Planned of(Job job, int org, int priority, Duration after) {
        Planned p = f.planned(job, Trigger.ONCE, T.plus(after));
        return new Planned(p.id(), org(org), p.job(), p.jobKey(), p.revision(), p.delivery(), p.trigger(), p.scheduledFor(), p.dueAt(),
                p.overlapping(), p.queue(), priority, p.replayOf());
    }

    private void insert(List<Planned> rows) {
        f.run(tx -> f.queue.insert(tx, rows, Holder.NONE));
    }

    private InTurn claim(int limit, UUID after) {
        return f.queue.claimInTurn(NODE, T, T.plusSeconds(60), Room.of(limit), after, Set.of());
    }

    private static List<UUID> orgs(InTurn claimed) {
        return claimed.claims().stream().map(Claim::org).toList();
    }

    @Test
    void each_organization_gets_its_share_however_much_of_another_was_due_before() {
        List<Planned> rows = new ArrayList<>(IntStream.range(0, 50).mapToObj(i -> of(1, 5, Duration.ofMillis(i))).toList());
        rows.add(of(2, 5, Duration.ofSeconds(10)));
        rows.add(of(3, 5, Duration.ofSeconds(20)));
        insert(rows);

        InTurn claimed = claim(12, InTurn.START);

        assertThat(orgs(claimed)).contains(org(2), org(3)).filteredOn(org(1)::equals).hasSize(4);
        assertThat(claimed.more()).isTrue();
    }

    @Test
    void who_has_enough_already_gets_nothing_and_takes_no_share() {
        List<Planned> rows = new ArrayList<>(IntStream.range(0, 50).mapToObj(i -> of(1, 5, Duration.ofMillis(i))).toList());
        rows.add(of(2, 5, Duration.ofSeconds(10)));
        rows.add(of(3, 5, Duration.ofSeconds(20)));
        insert(rows);

        InTurn claimed = f.queue.claimInTurn(NODE, T, T.plusSeconds(60), Room.of(12), InTurn.START, Set.of(org(1)));

        assertThat(orgs(claimed)).containsExactlyInAnyOrder(org(2), org(3));
        assertThat(orgs(claim(100, InTurn.START))).hasSize(50).containsOnly(org(1));
    }

    @Test
    void those_with_nothing_due_take_no_share() {
        List<Planned> rows = new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> of(1, 5, Duration.ofMillis(i))).toList());
        for (int org = 2; org < 10; org++) rows.add(of(org, 5, Duration.ofHours(1)));
        insert(rows);

        InTurn claimed = claim(10, InTurn.START);

        assertThat(orgs(claimed)).hasSize(10).containsOnly(org(1));
    }

    @Test
    void within_an_organization_the_highest_priority_goes_first_and_then_the_most_overdue() {
        Planned low = of(1, 0, Duration.ZERO);
        Planned late = of(1, 5, Duration.ofSeconds(2));
        Planned early = of(1, 5, Duration.ofSeconds(1));
        Planned high = of(1, 9, Duration.ofSeconds(30));
        insert(List.of(low, late, early, high));

        assertThat(claim(1, InTurn.START).claims()).extracting(Claim::id).containsExactly(high.id());
        assertThat(claim(1, InTurn.START).claims()).extracting(Claim::id).containsExactly(early.id());
        assertThat(claim(2, InTurn.START).claims()).extracting(Claim::id).containsExactlyInAnyOrder(late.id(), low.id());
    }

    @Test
    void once_all_has_been_taken_there_is_no_more() {
        insert(List.of(of(1, 5, Duration.ZERO), of(2, 5, Duration.ZERO)));

        assertThat(claim(100, InTurn.START).claims()).hasSize(2);
        InTurn after = claim(100, InTurn.START);

        assertThat(after.claims()).isEmpty();
        assertThat(after.more()).isFalse();
        assertThat(after.last()).isEqualTo(InTurn.START);
    }

    @Test
    void of_more_organizations_than_a_claim_looks_at_the_next_claim_takes_the_rest() {
        int many = InTurn.MOST_ORGANIZATIONS + 30;
        insert(IntStream.range(0, many).mapToObj(org -> of(org, 5, Duration.ZERO)).toList());

        InTurn first = claim(1000, InTurn.START);
        InTurn second = claim(1000, first.last());

        assertThat(orgs(first)).hasSize(InTurn.MOST_ORGANIZATIONS);
        assertThat(first.more()).isTrue();
        assertThat(orgs(second)).hasSize(30).doesNotContainAnyElementsOf(orgs(first));
    }

    @Test
    void where_memory_has_not_room_for_all_those_that_got_nothing_are_next() {
        Job large = f.job("body", "x".repeat(100_000));
        List<Planned> rows = new ArrayList<>();
        for (int org = 1; org <= 5; org++) for (int i = 0; i < 9; i++) rows.add(of(large, org, 5, Duration.ofMillis(i)));
        insert(rows);

        Set<UUID> served = new HashSet<>();
        UUID last = InTurn.START;
        for (int i = 0; i < 5; i++) {
            InTurn claimed = f.queue.claimInTurn(NODE, T, T.plusSeconds(60), new Room(10, 250_000), last, Set.of());
            assertThat(claimed.claims()).hasSize(3);
            assertThat(claimed.more()).isTrue();
            served.addAll(orgs(claimed));
            last = claimed.last();
        }

        assertThat(served).hasSize(5);
    }

    @Test
    void what_memory_has_room_for_is_in_each_organization_what_goes_first() {
        Job large = f.job("body", "x".repeat(100_000));
        Planned low = of(large, 1, 0, Duration.ZERO);
        Planned late = of(large, 1, 5, Duration.ofSeconds(2));
        Planned early = of(large, 1, 5, Duration.ofSeconds(1));
        Planned high = of(large, 1, 9, Duration.ofSeconds(30));
        insert(List.of(low, late, early, high));

        InTurn claimed = f.queue.claimInTurn(NODE, T, T.plusSeconds(60), new Room(10, 150_000), InTurn.START, Set.of());

        assertThat(claimed.claims()).extracting(Claim::id).containsExactly(high.id(), early.id());
    }

    @Test
    void behind_as_many_as_a_claim_looks_at_that_have_nothing_due_the_next_claim_finds_who_has() {
        int many = InTurn.MOST_ORGANIZATIONS;
        insert(IntStream.range(0, many).mapToObj(org -> of(org, 5, Duration.ofHours(1))).toList());
        insert(List.of(of(many, 5, Duration.ZERO)));

        InTurn first = claim(1000, InTurn.START);
        InTurn second = claim(1000, first.last());

        assertThat(first.claims()).isEmpty();
        assertThat(first.more()).isTrue();
        assertThat(first.last()).isEqualTo(org(many - 1));
        assertThat(orgs(second)).containsExactly(org(many));
        assertThat(second.last()).isEqualTo(InTurn.START);
    }
}
