package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static prikke.core.db.schema.Tables.WEBHOOK_SECRETS;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.audit.Actor;
import prikke.core.crypto.TestVault;
import prikke.core.db.Dialect;

@ParameterizedClass
@EnumSource(Dialect.class)
class SigningSecretsTest {
    private final Accounts accounts;
    private final SigningSecrets secrets;
    private Caller owner = new Caller(new Actor(null, null, "nobody", null, null), new UUID(0, 0), Role.OWNER);

    SigningSecretsTest(Dialect dialect) {
        accounts = new Accounts(dialect);
        secrets = accounts.secrets;
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
    void after_a_rotation_both_sign_until_the_overlap_is_over_the_new_one_first() {
        String old = secrets.active(owner.org()).getFirst();
        accounts.clock.advance(Duration.ofSeconds(1));
        String fresh = String.valueOf(secrets.rotate(owner, "1h").secret());

        assertThat(fresh).startsWith("whsec_").isNotEqualTo(old);
        assertThat(secrets.active(owner.org())).containsExactly(fresh, old);
        accounts.clock.advance(Duration.ofMinutes(61));
        assertThat(secrets.active(owner.org())).containsExactly(fresh);
    }

    @Test
    void without_an_overlap_the_old_one_ceases_at_once() {
        String fresh = String.valueOf(secrets.rotate(owner, "0s").secret());

        assertThat(secrets.active(owner.org())).containsExactly(fresh);
    }

    @Test
    void a_shorter_overlap_counts_for_those_that_are_retiring_already() {
        secrets.rotate(owner, "30d");
        accounts.clock.advance(Duration.ofSeconds(1));
        secrets.rotate(owner, "1h");
        accounts.clock.advance(Duration.ofMinutes(61));

        assertThat(secrets.active(owner.org())).hasSize(1);
    }

    @Test
    void one_that_is_retiring_can_be_taken_out_of_use_and_the_current_one_cannot() {
        accounts.clock.advance(Duration.ofSeconds(1));
        UUID fresh = secrets.rotate(owner, null).id();
        List<SigningSecret> both = secrets.list(owner);
        UUID old = both.getLast().id();

        assertThat(problem(() -> secrets.retire(owner, fresh)).kind()).isEqualTo(Kind.CONFLICT);
        secrets.retire(owner, old);

        assertThat(secrets.list(owner)).extracting(SigningSecret::id).containsExactly(fresh);
        assertThat(problem(() -> secrets.retire(owner, old)).kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void no_more_than_five_sign_at_once() {
        for (int i = 0; i < 4; i++) secrets.rotate(owner, "30d");

        assertThat(problem(() -> secrets.rotate(owner, "30d")).kind()).isEqualTo(Kind.CONFLICT);
        secrets.rotate(owner, "0s");
        assertThat(secrets.active(owner.org())).hasSize(1);
    }

    @Test
    void who_may_not_rotate_is_told_so_and_anothers_secret_is_not_there() {
        Caller member = Accounts.as(Role.MEMBER, owner);
        Caller other = accounts.register("bob@example.com").user().in(null);
        UUID mine = secrets.list(owner).getFirst().id();

        assertThat(problem(() -> secrets.rotate(member, null)).kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(problem(() -> secrets.retire(other, mine)).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(problem(() -> secrets.rotate(owner, "-1s")).kind()).isEqualTo(Kind.INVALID);
    }

    @Test
    void they_are_stored_sealed_and_those_from_before_are_sealed_in_their_turn() {
        String secret = secrets.active(owner.org()).getFirst();
        assertThat(stored()).startsWith("v1:").doesNotContain(secret.substring(6));
        accounts.database().run(tx -> tx.sql().update(WEBHOOK_SECRETS).set(WEBHOOK_SECRETS.SECRET, secret).execute());
        assertThat(secrets.active(owner.org())).containsExactly(secret);

        SealedSecrets sealed = new SealedSecrets(TestVault.vault());
        Optional<UUID> further = accounts.database().write(tx -> sealed.reseal(tx, null));
        assertThat(further).isEmpty();

        assertThat(stored()).startsWith("v1:");
        assertThat(secrets.active(owner.org())).containsExactly(secret);
        assertThat(uses(sealed, TestVault.vault().current().id())).isTrue();
        assertThat(uses(sealed, "0123456789abcdef")).isFalse();
    }

    private boolean uses(SealedSecrets sealed, String keyId) {
        return accounts.database().read(tx -> sealed.uses(tx, keyId));
    }

    private String stored() {
        return accounts.database().read(tx -> tx.sql().select(WEBHOOK_SECRETS.SECRET).from(WEBHOOK_SECRETS).fetchSingle().value1());
    }

    private static ProblemException problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        ProblemException[] caught = new ProblemException[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> caught[0] = e);
        return caught[0];
    }
}
