package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
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
class RegistrationTest {
    private final Accounts accounts;

    RegistrationTest(Dialect dialect) {
        accounts = new Accounts(dialect);
    }

    @AfterEach
    void drop() {
        accounts.close();
    }

    @Test
    void the_first_user_administers_the_instance_and_owns_an_organization_with_a_signing_secret() {
        SignedIn ann = register(RegistrationMode.INVITE, "Ann@Example.com ", null);

        assertThat(ann.user().email()).isEqualTo("ann@example.com");
        assertThat(ann.user().instanceAdmin()).isTrue();
        assertThat(ann.user().memberships()).singleElement().satisfies(membership -> {
            assertThat(membership.role()).isEqualTo(Role.OWNER);
            assertThat(membership.org().name()).isEqualTo("ann");
            assertThat(accounts.secrets.active(membership.org().id()))
                    .singleElement()
                    .asString()
                    .startsWith("whsec_");
        });
    }

    @Test
    void registering_signs_in() {
        SignedIn ann = register(RegistrationMode.INVITE, "ann@example.com", "Ann's shop");

        assertThat(accounts.authentication.identify(ann.token())).isEqualTo(ann.user());
        assertThat(ann.user().memberships().getFirst().org().name()).isEqualTo("Ann's shop");
    }

    @Test
    void after_the_first_user_an_instance_by_invitation_is_closed() {
        register(RegistrationMode.INVITE, "ann@example.com", null);

        assertProblem(
                () -> register(RegistrationMode.INVITE, "bob@example.com", null),
                Kind.FORBIDDEN,
                "registration_closed");
    }

    @Test
    void an_open_instance_takes_more_users_who_do_not_administer_it() {
        register(RegistrationMode.OPEN, "ann@example.com", null);

        assertThat(register(RegistrationMode.OPEN, "bob@example.com", null)
                        .user()
                        .instanceAdmin())
                .isFalse();
    }

    @Test
    void a_closed_instance_takes_nobody() {
        assertProblem(
                () -> register(RegistrationMode.CLOSED, "ann@example.com", null),
                Kind.FORBIDDEN,
                "registration_closed");
    }

    @Test
    void an_address_has_one_account_however_it_is_written() {
        register(RegistrationMode.OPEN, "ann@example.com", null);

        assertProblem(() -> register(RegistrationMode.OPEN, "ANN@example.com", null), Kind.CONFLICT, "conflict");
    }

    @Test
    void who_tries_out_which_addresses_have_accounts_is_held_back_and_who_registers_elsewhere_is_not() {
        register(RegistrationMode.OPEN, "ann@example.com", null);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> accounts.throttle.registration(Accounts.CLIENT.address(), RegistrationTest::taken))
                    .isInstanceOf(ProblemException.class);
        }

        assertProblem(() -> register(RegistrationMode.OPEN, "ann@example.com", null), Kind.TOO_MANY, "too_many_attempts");
        assertProblem(() -> register(RegistrationMode.OPEN, "bob@example.com", null), Kind.TOO_MANY, "too_many_attempts");
        Registration.Draft draft = new Registration.Draft("bob@example.com", Accounts.PASSWORD, null);
        assertThat(accounts.registration(RegistrationMode.OPEN).register(draft, new Client("192.0.2.9", "test"))).isNotNull();
    }

    @Test
    void an_address_that_is_taken_counts_and_one_that_is_not_does_not() {
        register(RegistrationMode.OPEN, "ann@example.com", null);
        for (int i = 0; i < 19; i++) {
            assertThatThrownBy(() -> accounts.throttle.registration(Accounts.CLIENT.address(), RegistrationTest::taken))
                    .isInstanceOf(ProblemException.class);
        }

        register(RegistrationMode.OPEN, "bob@example.com", null);
        register(RegistrationMode.OPEN, "carl@example.com", null);
        assertProblem(() -> register(RegistrationMode.OPEN, "ann@example.com", null), Kind.CONFLICT, "conflict");
        assertProblem(() -> register(RegistrationMode.OPEN, "ann@example.com", null), Kind.TOO_MANY, "too_many_attempts");
    }

    private static Object taken() {
        throw ProblemException.of(Kind.CONFLICT, "conflict", "There is one.");
    }

    @Test
    void of_those_who_register_at_once_as_the_first_only_one_is_let_in() throws Exception {
        List<Object> outcomes = atOnce(6, i -> register(RegistrationMode.INVITE, "user" + i + "@example.com", null));

        assertThat(outcomes).filteredOn(SignedIn.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(ProblemException.class::isInstance).hasSize(5);
    }

    @Test
    void of_those_who_register_at_once_in_an_open_instance_all_are_let_in_and_one_administers_it() throws Exception {
        List<Object> outcomes = atOnce(6, i -> register(RegistrationMode.OPEN, "user" + i + "@example.com", null));

        assertThat(outcomes).hasOnlyElementsOfType(SignedIn.class);
        assertThat(outcomes)
                .filteredOn(o -> o instanceof SignedIn s && s.user().instanceAdmin())
                .hasSize(1);
    }

    @Test
    void every_fault_is_named_at_once() {
        assertThatThrownBy(() -> accounts.registration(RegistrationMode.OPEN)
                        .register(new Registration.Draft("nobody", "short", "a\tb"), Accounts.CLIENT))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.faults())
                        .extracting(Fault::field)
                        .containsExactly("email", "password", "org"));
    }

    @Test
    void what_is_missing_is_named() {
        assertThatThrownBy(() -> accounts.registration(RegistrationMode.OPEN)
                        .register(new Registration.Draft(null, " ", null), Accounts.CLIENT))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.faults())
                        .extracting(Fault::field, Fault::code)
                        .containsExactly(tuple("email", "required"), tuple("password", "required")));
    }

    private SignedIn register(RegistrationMode mode, String email, @Nullable String org) {
        return accounts.registration(mode)
                .register(new Registration.Draft(email, Accounts.PASSWORD, org), Accounts.CLIENT);
    }

    private interface Numbered {
        Object call(int number);
    }

    private static List<Object> atOnce(int count, Numbered work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> calls = IntStream.range(0, count)
                    .<Callable<Object>>mapToObj(i -> () -> outcome(work, i))
                    .toList();
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> future : threads.invokeAll(calls)) outcomes.add(future.get());
            return outcomes;
        }
    }

    private static Object outcome(Numbered work, int number) {
        try {
            return work.call(number);
        } catch (ProblemException e) {
            return e;
        }
    }

    private static void assertProblem(ThrowingCallable call, Kind kind, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.code()).isEqualTo(code);
        });
    }
}
