package prikke.cli.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import prikke.cli.Failure;

class DeviceLoginTest {
    private static final Duration PACE = Duration.ofSeconds(5);

    @Test
    void the_pace_is_kept_while_nobody_has_answered_and_slowed_when_the_server_says_so() {
        assertThat(DeviceLogin.pace(PACE, "authorization_pending")).contains(PACE);
        assertThat(DeviceLogin.pace(PACE, "slow_down")).contains(Duration.ofSeconds(10));
        assertThat(DeviceLogin.pace(Duration.ofSeconds(10), "slow_down")).contains(Duration.ofSeconds(15));
    }

    @Test
    void a_denied_or_expired_sign_in_ends_with_what_to_do() {
        assertThatThrownBy(() -> DeviceLogin.pace(PACE, "access_denied")).isInstanceOf(Failure.class).hasMessageContaining("denied");
        assertThatThrownBy(() -> DeviceLogin.pace(PACE, "expired_token"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("prikke login --device");
    }

    @Test
    void any_other_refusal_is_told_as_it_came() {
        assertThat(DeviceLogin.pace(PACE, "invalid_grant")).isEmpty();
    }
}
