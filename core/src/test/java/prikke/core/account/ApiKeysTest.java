package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;
import prikke.core.ProblemException.Kind;
import prikke.core.Slice;
import prikke.core.audit.Actor;
import prikke.core.db.Dialect;

@ParameterizedClass
@EnumSource(Dialect.class)
class ApiKeysTest {
    private final Accounts accounts;
    private Caller owner = new Caller(new Actor(null, null, "nobody", null, null), new UUID(0, 0), Role.OWNER);

    ApiKeysTest(Dialect dialect) {
        accounts = new Accounts(dialect);
    }

    @BeforeEach
    void register() {
        owner = accounts.register("ann@example.com").user().in(null);
    }

    @AfterEach
    void drop() {
        accounts.close();
    }

    @Test
    void a_key_acts_in_its_organization_with_its_scope() {
        ApiKeys.Created created = create("ci", "read");

        assertThat(created.token()).matches("pk_live_[A-Za-z0-9]{24}\\.sk_live_[A-Za-z0-9]{32}");
        Caller caller = accounts.authentication.identify(created.token()).in(null);
        assertThat(caller).isEqualTo(new Caller(new Actor(null, created.key().id(), created.key().name(), null, null), owner.org(), Role.VIEWER));
    }

    @Test
    void a_key_may_write_unless_told_otherwise() {
        assertThat(create("ci", null).key().scope()).isEqualTo(Scope.WRITE);
    }

    @Test
    void a_rotated_key_holds_beside_its_successor_until_the_overlap_is_over() {
        ApiKeys.Created old = accounts.keys.create(owner, new KeyDraft("ci", "read", "90d"));
        accounts.clock.advance(Duration.ofDays(10));
        ApiKeys.Created fresh = accounts.keys.rotate(owner, old.key().id(), "1h");

        assertThat(fresh.key().name()).isEqualTo("ci");
        assertThat(fresh.key().scope()).isEqualTo(Scope.READ);
        assertThat(fresh.key().expiresAt()).isEqualTo(accounts.clock.instant().plus(Duration.ofDays(90)));
        assertThat(holds(old)).isTrue();
        assertThat(holds(fresh)).isTrue();
        accounts.clock.advance(Duration.ofMinutes(61));
        assertThat(holds(old)).isFalse();
        assertThat(holds(fresh)).isTrue();
    }

    @Test
    void without_an_overlap_a_rotated_key_ceases_at_once() {
        ApiKeys.Created old = create("ci", null);
        ApiKeys.Created fresh = accounts.keys.rotate(owner, old.key().id(), "0s");

        assertThat(holds(old)).isFalse();
        assertThat(holds(fresh)).isTrue();
        assertThat(fresh.key().expiresAt()).isNull();
    }

    @Test
    void a_rotation_makes_no_key_hold_longer_than_it_would_have() {
        ApiKeys.Created old = accounts.keys.create(owner, new KeyDraft("ci", null, "10m"));
        accounts.keys.rotate(owner, old.key().id(), "30d");

        accounts.clock.advance(Duration.ofMinutes(11));
        assertThat(holds(old)).isFalse();
    }

    @Test
    void what_does_not_hold_any_more_or_is_anothers_is_not_rotated() {
        ApiKeys.Created revoked = create("ci", null);
        accounts.keys.revoke(owner, revoked.key().id());
        Caller other = accounts.register("bob@example.com").user().in(null);
        UUID mine = create("mine", null).key().id();

        assertNotFound(() -> accounts.keys.rotate(owner, revoked.key().id(), null));
        assertNotFound(() -> accounts.keys.rotate(other, mine, null));
        assertForbidden(() -> accounts.keys.rotate(Accounts.as(Role.MEMBER, owner), mine, null));
        assertThatThrownBy(() -> accounts.keys.rotate(owner, mine, "31d"))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.faults()).extracting(Fault::field).containsExactly("overlap"));
    }

    @Test
    void who_was_removed_or_made_less_after_they_were_let_in_makes_no_key() {
        Caller bob = accounts.join(owner, accounts.register("bob@example.com"), Role.ADMIN);
        UUID ci = create("ci", null).key().id();

        accounts.members.changeRole(owner, Objects.requireNonNull(bob.userId()), "member");
        assertForbidden(() -> accounts.keys.create(bob, new KeyDraft("left behind", null, null)));
        assertForbidden(() -> accounts.keys.rotate(bob, ci, null));
        accounts.members.remove(owner, Objects.requireNonNull(bob.userId()));
        assertNotFound(() -> accounts.keys.create(bob, new KeyDraft("left behind", null, null)));
        assertNotFound(() -> accounts.keys.rotate(bob, ci, null));

        assertThat(accounts.keys.list(owner, null, 10).items()).extracting(ApiKey::id).containsExactly(ci);
    }

    @Test
    void a_key_that_was_revoked_after_it_was_let_in_makes_no_key() {
        ApiKeys.Created admin = create("admin", "admin");
        UUID ci = create("ci", null).key().id();
        Caller key = accounts.authentication.identify(admin.token()).in(null);

        accounts.keys.revoke(owner, admin.key().id());

        assertUnauthorized(() -> accounts.keys.create(key, new KeyDraft("left behind", null, null)));
        assertUnauthorized(() -> accounts.keys.rotate(key, ci, null));
        assertThat(accounts.keys.list(owner, null, 10).items()).extracting(ApiKey::id).containsExactly(ci);
    }

    @Test
    void in_an_organization_that_is_deleted_no_key_is_made_and_none_holds() {
        ApiKeys.Created admin = create("admin", "admin");
        Identity key = accounts.authentication.identify(admin.token());

        accounts.database().run(tx -> new ClosedOrganizations(accounts.clock).close(tx, owner, accounts.clock.instant()));

        assertNotFound(() -> accounts.keys.create(owner, new KeyDraft("left behind", null, null)));
        assertNotFound(() -> accounts.keys.create(key.in(null), new KeyDraft("left behind", null, null)));
        assertNotFound(() -> accounts.keys.rotate(owner, admin.key().id(), null));
        assertUnauthorized(() -> accounts.organizations.of(key));
        assertThat(refused(leftBehind()).kind()).isEqualTo(Kind.UNAUTHORIZED);
    }

    @Test
    void what_a_key_makes_ends_when_it_does_if_not_before() {
        ApiKeys.Created admin = accounts.keys.create(owner, new KeyDraft("admin", "admin", "10d"));
        Instant end = accounts.clock.instant().plus(Duration.ofDays(10));
        UUID endless = create("ci", null).key().id();
        accounts.clock.advance(Duration.ofDays(4));
        Caller key = accounts.authentication.identify(admin.token()).in(null);

        assertThat(accounts.keys.create(key, new KeyDraft("endless", "admin", null)).key().expiresAt()).isEqualTo(end);
        assertThat(accounts.keys.create(key, new KeyDraft("longer", "admin", "90d")).key().expiresAt()).isEqualTo(end);
        assertThat(accounts.keys.create(key, new KeyDraft("shorter", "admin", "1d")).key().expiresAt())
                .isEqualTo(accounts.clock.instant().plus(Duration.ofDays(1)));
        assertThat(accounts.keys.rotate(key, endless, null).key().expiresAt()).isEqualTo(end);
        assertThat(accounts.keys.rotate(key, admin.key().id(), "1h").key().expiresAt()).as("its own successor").isEqualTo(end);
        assertThat(accounts.keys.list(owner, null, 10).items())
                .filteredOn(made -> made.name().equals("endless"))
                .extracting(ApiKey::expiresAt)
                .containsExactly(end);
    }

    @Test
    void what_an_endless_key_or_a_user_makes_ends_when_it_was_told_to() {
        Caller key = accounts.authentication.identify(create("admin", "admin").token()).in(null);

        assertThat(accounts.keys.create(key, new KeyDraft("endless", null, null)).key().expiresAt()).isNull();
        assertThat(accounts.keys.create(key, new KeyDraft("ending", null, "1d")).key().expiresAt())
                .isEqualTo(accounts.clock.instant().plus(Duration.ofDays(1)));
        assertThat(create("endless", null).key().expiresAt()).isNull();
    }

    /** A key that came into the organization whatever stood against it. */
    private String leftBehind() {
        KeyToken token = KeyToken.random(new SecureRandom());
        ApiKey key = new ApiKey(UUID.randomUUID(), owner.org(), "left behind", token.publicId(), Scope.ADMIN, accounts.clock.instant(), null, null);
        accounts.database().run(tx -> new KeyStore().insert(tx, key, token.secretHash(), null));
        return token.text();
    }

    @Test
    void a_key_in_steady_use_is_not_asked_for_again_and_is_forgotten_within_a_second() {
        AtomicLong nanos = new AtomicLong();
        Authentication other = new Authentication(accounts.database(), accounts.clock, nanos::get);
        ApiKeys.Created key = create("ci", null);
        assertThat(holds(other, key)).isTrue();

        accounts.keys.revoke(owner, key.key().id());

        assertThat(holds(key)).as("here, at once").isFalse();
        nanos.addAndGet(Duration.ofMillis(800).toNanos());
        assertThat(holds(other, key)).as("on another node, a moment later").isTrue();
        nanos.addAndGet(Duration.ofMillis(199).toNanos());
        assertThat(holds(other, key)).as("on another node, within a second").isFalse();
    }

    @Test
    void a_key_that_is_remembered_still_needs_its_secret_and_still_expires() {
        ApiKeys.Created key = accounts.keys.create(owner, new KeyDraft("ci", null, "10m"));
        assertThat(holds(key)).isTrue();
        String wrong = key.token().substring(0, key.token().length() - 1) + (key.token().endsWith("x") ? "y" : "x");

        assertThat(refused(wrong).kind()).isEqualTo(Kind.UNAUTHORIZED);
        accounts.clock.advance(Duration.ofMinutes(11));
        assertThat(holds(key)).isFalse();
    }

    @Test
    void a_look_that_began_before_a_revocation_is_not_remembered() {
        RecentKeys recent = new RecentKeys(() -> 0);
        KeyStore.Found found = new KeyStore.Found(create("ci", null).key(), "");
        AtomicInteger looks = new AtomicInteger();

        recent.get(found.key().publicId(), () -> {
            recent.forget();
            looks.incrementAndGet();
            return Optional.of(found);
        });
        recent.get(found.key().publicId(), () -> {
            looks.incrementAndGet();
            return Optional.of(found);
        });
        recent.get(found.key().publicId(), () -> {
            looks.incrementAndGet();
            return Optional.of(found);
        });

        assertThat(looks).hasValue(2);
    }

    private boolean holds(ApiKeys.Created key) {
        return holds(accounts.authentication, key);
    }

    private static boolean holds(Authentication authentication, ApiKeys.Created key) {
        try {
            authentication.identify(key.token());
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    @Test
    void the_secret_is_stored_nowhere_as_it_is() {
        ApiKeys.Created created = create("ci", null);
        String secret = created.token().substring(created.token().indexOf('.') + 1);

        String rows = accounts.database()
                .read(tx -> tx.sql().fetch("select * from api_keys").toString());

        assertThat(rows).contains(created.key().publicId()).doesNotContain(secret);
    }

    @Test
    void a_wrong_secret_and_a_wrong_public_id_are_refused_alike() {
        String token = create("ci", null).token();
        String wrongSecret = token.substring(0, token.length() - 1) + (token.endsWith("x") ? "y" : "x");
        String wrongId = "pk_live_" + "A".repeat(24) + token.substring(token.indexOf('.'));

        assertThat(refused(wrongSecret)).usingRecursiveComparison().isEqualTo(refused(wrongId));
        assertThat(refused("rubbish").kind()).isEqualTo(Kind.UNAUTHORIZED);
    }

    @Test
    void a_revoked_key_is_refused_and_listed_no_more() {
        ApiKeys.Created created = create("ci", null);

        accounts.keys.revoke(owner, created.key().id());

        assertThat(refused(created.token()).kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(accounts.keys.list(owner, null, 10).items()).isEmpty();
        assertNotFound(() -> accounts.keys.revoke(owner, created.key().id()));
    }

    @Test
    void a_key_ceases_to_hold_when_it_expires() {
        ApiKeys.Created created = accounts.keys.create(owner, new KeyDraft("ci", null, "90d"));
        accounts.clock.advance(Duration.ofDays(90).minusSeconds(1));
        assertThat(accounts.authentication.identify(created.token())).isInstanceOf(Identity.Key.class);

        accounts.clock.advance(Duration.ofSeconds(1));

        assertThat(refused(created.token()).kind()).isEqualTo(Kind.UNAUTHORIZED);
    }

    @Test
    void the_last_use_is_noted_to_the_minute() {
        ApiKeys.Created created = create("ci", null);
        Instant first = accounts.clock.instant();
        assertThat(lastUse(created)).isNull();

        accounts.authentication.identify(created.token());
        accounts.clock.advance(Duration.ofSeconds(59));
        accounts.authentication.identify(created.token());
        assertThat(lastUse(created)).isEqualTo(first);

        accounts.clock.advance(Duration.ofSeconds(2));
        accounts.authentication.identify(created.token());
        assertThat(lastUse(created)).isEqualTo(accounts.clock.instant());
    }

    @Test
    void keys_are_listed_in_the_order_they_were_made_in_page_by_page() {
        List<UUID> ids = IntStream.range(0, 5)
                .mapToObj(i -> {
                    accounts.clock.advance(Duration.ofMillis(1));
                    return create("key " + i, null).key().id();
                })
                .toList();

        Slice<ApiKey> first = accounts.keys.list(owner, null, 3);
        Slice<ApiKey> second = accounts.keys.list(owner, first.next(), 3);

        assertThat(first.items()).extracting(ApiKey::id).isEqualTo(ids.subList(0, 3));
        assertThat(second.items()).extracting(ApiKey::id).isEqualTo(ids.subList(3, 5));
        assertThat(second.next()).isNull();
    }

    @Test
    void another_organizations_key_is_not_there() {
        ApiKeys.Created created = create("ci", null);
        Caller bob = accounts.register("bob@example.com").user().in(null);

        assertNotFound(() -> accounts.keys.revoke(bob, created.key().id()));
        assertNotFound(() -> accounts.authentication.identify(created.token()).in(bob.org()));
        assertThat(accounts.keys.list(bob, null, 10).items()).isEmpty();
        assertThat(accounts.authentication.identify(created.token())).isInstanceOf(Identity.Key.class);
    }

    @ParameterizedTest
    @CsvSource({"VIEWER", "MEMBER"})
    void who_is_no_admin_can_neither_see_nor_change_keys(Role role) {
        Caller caller = Accounts.as(role, owner);

        assertForbidden(() -> accounts.keys.create(caller, new KeyDraft("ci", null, null)));
        assertForbidden(() -> accounts.keys.list(caller, null, 10));
        assertForbidden(() -> accounts.keys.revoke(caller, new UUID(0, 1)));
    }

    @Test
    void every_fault_is_named_at_once() {
        assertThatThrownBy(() -> accounts.keys.create(owner, new KeyDraft("a\nb", "root", "-1d")))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.faults())
                        .extracting(Fault::field)
                        .containsExactly("name", "scope", "expires"));
        assertThatThrownBy(() -> accounts.keys.create(owner, new KeyDraft(" ", null, "soon")))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.faults())
                        .extracting(Fault::code)
                        .containsExactly("required", "syntax"));
    }

    private ApiKeys.Created create(String name, @Nullable String scope) {
        return accounts.keys.create(owner, new KeyDraft(name, scope, null));
    }

    private @Nullable Instant lastUse(ApiKeys.Created created) {
        ApiKey key = accounts.keys.list(owner, null, 10).items().getFirst();
        assertThat(key.id()).isEqualTo(created.key().id());
        return key.lastUsedAt();
    }

    private ProblemException refused(String token) {
        try {
            accounts.authentication.identify(token);
        } catch (ProblemException e) {
            return e;
        }
        throw new AssertionError("let in");
    }

    private static void assertUnauthorized(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind())
                .isEqualTo(Kind.UNAUTHORIZED));
    }

    private static void assertForbidden(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind())
                .isEqualTo(Kind.FORBIDDEN));
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind())
                .isEqualTo(Kind.NOT_FOUND));
    }
}
