package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("measures how long")
class PasswordsTest {
    private final Passwords passwords = new Passwords(1);

    @Test
    void a_hash_is_argon2id_with_the_recommended_parameters_and_a_salt_of_its_own() {
        String hash = passwords.hash("correct horse");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(passwords.hash("correct horse"));
    }

    @Test
    void only_the_password_itself_is_right() {
        String hash = passwords.hash("correct horse");

        assertThat(passwords.verify("correct horse", hash)).isTrue();
        assertThat(passwords.verify("Correct horse", hash)).isFalse();
        assertThat(passwords.verify("", hash)).isFalse();
    }

    @Test
    void where_there_is_no_user_the_answer_is_no_and_takes_its_time() {
        String hash = passwords.hash("correct horse");
        passwords.verify("warm up", null);

        Duration known = time(() -> passwords.verify("wrong horse", hash));
        Duration unknown =
                time(() -> assertThat(passwords.verify("wrong horse", null)).isFalse());

        // The work is the same; what the bound allows for is a machine that does other things meanwhile.
        assertThat(unknown).isGreaterThan(known.dividedBy(3));
    }

    @Test
    void a_place_is_given_back_after_each_hashing() {
        for (int i = 0; i < 5; i++) passwords.verify("wrong horse", null);

        assertThat(passwords.verify("correct horse", passwords.hash("correct horse")))
                .isTrue();
    }

    private static Duration time(Runnable work) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long from = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - from);
        }
        return Duration.ofNanos(best);
    }
}
