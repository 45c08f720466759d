package prikke.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscreetHistoryTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "jobs list --api-key pk_live_x.sk_live_y",
        "jobs add x http://x -H 'Authorization: Bearer abc'",
        "jobs add x http://x --header Cookie:a=b",
        "jobs add x http://ada:pass@x/",
        "jobs add x 'http://x/?access_token=1'",
        "jobs add x http://x -d '{\"password\": 1}'",
        "listen --secret whsec_abc",
        "orgs join https://x/invite/pi_abc",
        " jobs list"
    })
    void what_may_hold_a_secret_is_not_kept(String line) {
        assertThat(DiscreetHistory.keeps(line)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs list", "secrets list", "secrets rotate", "keys rotate ci", "jobs add x https://example.com/a -H 'Accept: text/plain'"})
    void all_else_is(String line) {
        assertThat(DiscreetHistory.keeps(line)).isTrue();
    }
}
