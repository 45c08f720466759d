package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.audit.AuditEntry;
import prikke.core.audit.Change;
import prikke.core.db.Dialect;

@ParameterizedClass
@EnumSource(Dialect.class)
class MembersTest {
    private final Accounts accounts;
    private final Caller owner;

    MembersTest(Dialect dialect) {
        accounts = new Accounts(dialect);
        owner = accounts.register("ann@example.com").user().in(null, Accounts.CLIENT);
    }

    @AfterEach
    void drop() {
        accounts.close();
    }

    @Test
    void members_are_listed_with_their_roles() {
        Caller bob = joined("bob@example.com", Role.VIEWER);

        assertThat(accounts.members.list(bob))
                .extracting(Member::email, Member::role)
                .containsExactlyInAnyOrder(tuple("ann@example.com", Role.OWNER), tuple("bob@example.com", Role.VIEWER));
    }

    @Test
    void an_owner_hands_the_organization_over_by_making_another_one_and_stepping_down() {
        Caller bob = joined("bob@example.com", Role.ADMIN);

        accounts.members.changeRole(owner, id(bob), "owner");
        accounts.members.changeRole(owner, id(owner), "viewer");

        assertThat(roles()).containsExactlyInAnyOrder(tuple("ann@example.com", Role.VIEWER), tuple("bob@example.com", Role.OWNER));
        assertProblem("forbidden", () -> accounts.members.changeRole(owner, id(owner), "owner"));
    }

    @Test
    void the_last_owner_neither_steps_down_nor_leaves_nor_is_removed() {
        Caller bob = joined("bob@example.com", Role.OWNER);
        accounts.members.remove(owner, id(bob));

        assertProblem("last_owner", () -> accounts.members.changeRole(owner, id(owner), "admin"));
        assertProblem("last_owner", () -> accounts.members.remove(owner, id(owner)));
        assertThat(roles()).containsExactly(tuple("ann@example.com", Role.OWNER));
    }

    @Test
    void of_two_owners_who_leave_at_once_one_stays() throws Exception {
        Caller bob = joined("bob@example.com", Role.OWNER);

        List<Object> outcomes = atOnce(leaving(owner), leaving(bob));

        assertThat(outcomes).filteredOn(ProblemException.class::isInstance).hasSize(1);
        int owners = accounts.database().read(tx -> new MemberStore().owners(tx, owner.org()));
        assertThat(owners).isEqualTo(1);
    }

    @Test
    void of_two_owners_who_demote_each_other_at_once_one_stays_an_owner() throws Exception {
        Caller bob = joined("bob@example.com", Role.OWNER);

        List<Object> outcomes = atOnce(demoting(owner, bob), demoting(bob, owner));

        assertThat(outcomes).filteredOn(ProblemException.class::isInstance).hasSize(1);
        assertThat(roles()).extracting(t -> t.toList().get(1)).containsExactlyInAnyOrder(Role.OWNER, Role.VIEWER);
    }

    @Test
    void an_admin_manages_all_but_owners_and_makes_none() {
        Caller admin = joined("bob@example.com", Role.ADMIN);
        Caller carl = joined("carl@example.com", Role.VIEWER);

        assertThat(accounts.members.changeRole(admin, id(carl), "admin").role()).isEqualTo(Role.ADMIN);
        assertProblem("forbidden", () -> accounts.members.changeRole(admin, id(carl), "owner"));
        assertProblem("forbidden", () -> accounts.members.changeRole(admin, id(admin), "owner"));
        assertProblem("forbidden", () -> accounts.members.changeRole(admin, id(owner), "viewer"));
        assertProblem("forbidden", () -> accounts.members.remove(admin, id(owner)));
        accounts.members.remove(admin, id(carl));
    }

    @Test
    void who_is_no_admin_manages_nobody_and_may_leave() {
        Caller member = joined("bob@example.com", Role.MEMBER);
        Caller viewer = joined("carl@example.com", Role.VIEWER);

        assertProblem("forbidden", () -> accounts.members.changeRole(member, id(viewer), "member"));
        assertProblem("forbidden", () -> accounts.members.remove(member, id(viewer)));
        accounts.members.remove(viewer, id(viewer));
        accounts.members.remove(member, id(member));

        assertThat(roles()).containsExactly(tuple("ann@example.com", Role.OWNER));
    }

    @Test
    void a_role_that_was_taken_meanwhile_counts_no_more() {
        Caller admin = joined("bob@example.com", Role.ADMIN);
        Caller carl = joined("carl@example.com", Role.VIEWER);
        accounts.members.changeRole(owner, id(admin), "viewer");

        assertProblem("forbidden", () -> accounts.members.changeRole(admin, id(carl), "member"));
        accounts.members.remove(owner, id(admin));
        assertProblem("not_found", () -> accounts.members.remove(admin, id(carl)));
    }

    @Test
    void no_key_manages_members_whatever_its_scope() {
        Caller bob = joined("bob@example.com", Role.VIEWER);
        String token = accounts.keys.create(owner, new KeyDraft("ci", "admin", null)).token();
        Caller key = accounts.authentication.identify(token).in(null, Accounts.CLIENT);

        assertThat(accounts.members.list(key)).hasSize(2);
        assertProblem("forbidden", () -> accounts.members.changeRole(key, id(bob), "member"));
        assertProblem("forbidden", () -> accounts.members.remove(key, id(bob)));
        assertProblem("forbidden", () -> accounts.invitations.create(key, new InvitationDraft(null, "viewer", null)));
    }

    @Test
    void who_is_no_member_is_not_found_and_a_role_that_there_is_not_is_refused() {
        Caller other = accounts.register("eve@example.com").user().in(null);

        assertProblem("not_found", () -> accounts.members.changeRole(owner, id(other), "viewer"));
        assertProblem("not_found", () -> accounts.members.remove(owner, UUID.randomUUID()));
        assertProblem("invalid", () -> accounts.members.changeRole(owner, id(owner), "king"));
        assertProblem("invalid", () -> accounts.members.changeRole(owner, id(owner), null));
    }

    @Test
    void who_was_removed_is_let_in_no_more_at_the_very_next_request() {
        SignedIn bob = accounts.register("bob@example.com");
        UUID org = accounts.join(owner, bob, Role.MEMBER).org();

        accounts.members.remove(owner, bob.user().id());

        Identity now = accounts.authentication.identify(bob.token());
        assertProblem("not_found", () -> now.in(org, Accounts.CLIENT));
    }

    @Test
    void what_is_changed_about_members_is_in_the_audit_log() {
        Caller bob = joined("bob@example.com", Role.VIEWER);
        accounts.clock.advance(Duration.ofSeconds(1));
        accounts.members.changeRole(owner, id(bob), "member");
        accounts.members.changeRole(owner, id(bob), "member");
        accounts.clock.advance(Duration.ofSeconds(1));
        accounts.members.remove(bob, id(bob));

        List<AuditEntry> log = accounts.log(owner);
        assertThat(log).extracting(AuditEntry::action).startsWith("member.leave", "member.role");
        assertThat(log.get(1)).satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(owner.actor());
            assertThat(entry.subject().name()).isEqualTo("bob@example.com");
            assertThat(entry.changes()).containsExactly(Map.entry("role", new Change("viewer", "member")));
        });
    }

    private Caller joined(String email, Role role) {
        return accounts.join(owner, accounts.register(email), role);
    }

    private List<Tuple> roles() {
        return accounts.database().read(tx -> new MemberStore().list(tx, owner.org())).stream()
                .map(member -> tuple(member.email(), member.role()))
                .toList();
    }

    private static UUID id(Caller caller) {
        return Objects.requireNonNull(caller.userId());
    }

    private Callable<Object> leaving(Caller caller) {
        return () -> {
            accounts.members.remove(caller, id(caller));
            return "left";
        };
    }

    private Callable<Object> demoting(Caller by, Caller whom) {
        return () -> accounts.members.changeRole(by, id(whom), "viewer");
    }

    private static List<Object> atOnce(Callable<Object> one, Callable<Object> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> futures = new ArrayList<>();
            for (Callable<Object> call : List.of(one, other)) {
                futures.add(threads.submit(() -> {
                    start.await();
                    try {
                        return call.call();
                    } catch (ProblemException e) {
                        return e;
                    }
                }));
            }
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> future : futures) outcomes.add(future.get());
            return outcomes;
        }
    }

    private static void assertProblem(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
