package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;
import prikke.core.ProblemException.Kind;
import prikke.core.db.Dialect;

@ParameterizedClass
@EnumSource(Dialect.class)
class SignInTest {
    private final Accounts accounts;

    SignInTest(Dialect dialect) {
        accounts = new Accounts(dialect);
    }

    @AfterEach
    void drop() {
        accounts.close();
    }

    @Test
    void the_right_password_signs_in_with_a_token_of_its_own() {
        SignedIn before = accounts.register("ann@example.com");

        SignedIn now = accounts.signIn.withPassword(" Ann@example.com", Accounts.PASSWORD, Accounts.CLIENT);

        assertThat(now.token()).matches("pu_[A-Za-z0-9_-]{43}").isNotEqualTo(before.token());
        assertThat(now.user().id()).isEqualTo(before.user().id());
    }

    @Test
    void a_password_is_the_same_in_every_unicode_form() {
        accounts.registration(RegistrationMode.OPEN)
                .register(new Registration.Draft("ann@example.com", "pa\u00e9ssword", null), Accounts.CLIENT);

        assertThat(accounts.signIn
                        .withPassword("ann@example.com", "pae\u0301ssword", Accounts.CLIENT)
                        .user()
                        .email())
                .isEqualTo("ann@example.com");
    }

    @Test
    void a_wrong_address_and_a_wrong_password_are_answered_alike() {
        accounts.register("ann@example.com");

        ProblemException wrongPassword = refused("ann@example.com", "wrong horse");
        ProblemException wrongAddress = refused("bob@example.com", Accounts.PASSWORD);
        ProblemException endless = refused("ann@example.com", "x".repeat(5000));

        assertThat(wrongPassword.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertThat(wrongPassword.code()).isEqualTo("wrong_credentials");
        assertThat(wrongAddress).usingRecursiveComparison().isEqualTo(wrongPassword);
        assertThat(endless).usingRecursiveComparison().isEqualTo(wrongPassword);
    }

    @Test
    void missing_fields_are_named() {
        assertThatThrownBy(() -> accounts.signIn.withPassword(null, null, Accounts.CLIENT))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.faults())
                        .extracting(Fault::field)
                        .containsExactly("email", "password"));
    }

    @Test
    void signing_out_ends_that_session_and_no_other() {
        SignedIn one = accounts.register("ann@example.com");
        SignedIn other = accounts.signIn.withPassword("ann@example.com", Accounts.PASSWORD, Accounts.CLIENT);

        accounts.signIn.out(one.user(), Accounts.CLIENT);

        assertUnauthorized(one.token());
        assertThat(accounts.authentication.identify(other.token())).isEqualTo(other.user());
    }

    @Test
    void a_session_ends_thirty_days_after_its_last_use() {
        SignedIn ann = accounts.register("ann@example.com");
        accounts.clock.advance(Duration.ofDays(20));
        accounts.authentication.identify(ann.token());
        accounts.clock.advance(Duration.ofDays(29));
        assertThat(accounts.authentication.identify(ann.token())).isEqualTo(ann.user());

        accounts.clock.advance(Duration.ofDays(31));

        assertUnauthorized(ann.token());
    }

    @Test
    void a_token_that_was_never_given_out_is_nobodys() {
        accounts.register("ann@example.com");

        assertUnauthorized("pu_" + "A".repeat(43));
        assertUnauthorized("pu_short");
        assertUnauthorized("");
    }

    private ProblemException refused(String email, String password) {
        try {
            accounts.signIn.withPassword(email, password, Accounts.CLIENT);
        } catch (ProblemException e) {
            return e;
        }
        throw new AssertionError("let in");
    }

    private void assertUnauthorized(String token) {
        assertThatThrownBy(() -> accounts.authentication.identify(token))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED));
    }
}
