package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.Slice;
import prikke.core.db.Dialect;

@ParameterizedClass
@EnumSource(Dialect.class)
class InstanceTest {
    private final Accounts accounts;
    private final Instance instance;

    InstanceTest(Dialect dialect) {
        accounts = new Accounts(dialect);
        instance = new Instance(accounts.database());
    }

    @AfterEach
    void drop() {
        accounts.close();
    }

    @Test
    void who_administers_the_instance_is_told_of_everybody_page_by_page_and_nobody_else_is() {
        SignedIn ann = accounts.register("ann@example.com");
        accounts.clock.advance(Duration.ofMillis(1));
        SignedIn bob = accounts.register("bob@example.com");

        Slice<Instance.Account> first = instance.users(ann.user(), null, 1);
        Slice<Instance.Account> second = instance.users(ann.user(), first.next(), 1);

        assertThat(first.items()).extracting(Instance.Account::email).containsExactly("bob@example.com");
        assertThat(second.items()).extracting(Instance.Account::email).containsExactly("ann@example.com");
        assertThat(second.items().getFirst().organizations()).isEqualTo(1);
        assertThat(second.next()).isNull();
        assertThat(instance.organizations(ann.user(), null, 10).items()).extracting(Instance.Tenant::name).containsExactly("bob", "ann");
        assertThatThrownBy(() -> instance.users(bob.user(), null, 1)).isInstanceOf(ProblemException.class).hasMessageContaining("see the users");
        assertThatThrownBy(() -> instance.organizations(bob.user(), null, 1)).isInstanceOf(ProblemException.class);
    }
}
