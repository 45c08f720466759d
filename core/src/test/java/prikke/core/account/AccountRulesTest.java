package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.core.ProblemException;

class AccountRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "ann@example.com", "ann@localhost", "ann.b+c_d-e'f@mail.example.co.uk", "a@1.example", "åse@blåbær.example", "x@xn--blbr-roah.example",
        "a@a-b.example"
    })
    void what_may_be_an_address_is_taken(String email) {
        assertThat(AccountRules.knownEmail(email)).isEqualTo(email);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "foo<victim@corp.example>", "<victim@corp.example>", "foo@evil.example,victim@corp.example", "(x)victim@corp.example",
        "victim@corp.example(x)", "\"a\"@corp.example", "a;b@corp.example", "group:victim@corp.example", "a[b@corp.example", "a\\b@corp.example",
        "victim@[192.0.2.1]", "a b@corp.example", "a\u00a0b@corp.example", "a\u200bb@corp.example", "victim@corp.example>", "victim@-corp.example",
        "victim@corp-.example", "victim@corp..example", "victim@.example", "victim@corp.example.", "victim@corp_x.example", "victim@corp/x",
        "victim@", "@corp.example", "victim"
    })
    void what_could_be_read_as_another_address_or_is_no_host_is_refused(String email) {
        assertThatThrownBy(() -> AccountRules.knownEmail(email))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.faults())
                        .extracting(ProblemException.Fault::code)
                        .containsExactly("invalid_email"));
    }
}
