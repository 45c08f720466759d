package prikke.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
    private static final Place PLACE = new Place("job-header", UUID.randomUUID(), UUID.randomUUID(), "authorization");

    private final EncryptionKey key = EncryptionKey.random();
    private final Vault vault = new Vault(List.of(key));

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "Bearer abc", "ä€🌙\n"})
    void what_is_sealed_opens_as_it_was(String plain) {
        String sealed = vault.seal(plain, PLACE);

        assertThat(vault.open(sealed, PLACE)).isEqualTo(plain);
        assertThat(sealed).startsWith("v1:" + key.id() + ":");
    }

    @Test
    void the_same_is_never_sealed_alike_twice() {
        assertThat(vault.seal("x", PLACE)).isNotEqualTo(vault.seal("x", PLACE));
    }

    @Test
    void it_opens_in_no_other_organization_row_field_or_kind() {
        String sealed = vault.seal("secret", PLACE);

        for (Place other : List.of(
                new Place(PLACE.kind(), UUID.randomUUID(), PLACE.row(), PLACE.field()),
                new Place(PLACE.kind(), PLACE.org(), UUID.randomUUID(), PLACE.field()),
                new Place(PLACE.kind(), PLACE.org(), PLACE.row(), "cookie"),
                new Place("signing-secret", PLACE.org(), PLACE.row(), PLACE.field()))) {
            assertThatThrownBy(() -> vault.open(sealed, other)).isInstanceOf(SealBrokenException.class);
        }
    }

    @Test
    void one_changed_bit_is_found_out_wherever_it_is() {
        String sealed = vault.seal("secret", PLACE);
        String head = Vault.marker(key.id());
        byte[] bytes = Base64.getDecoder().decode(sealed.substring(head.length()));

        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.open(head + Base64.getEncoder().encodeToString(changed), PLACE)).isInstanceOf(SealBrokenException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "v1:", "v1:0123456789abcdef:", "v1:0123456789abcdef:AAAA", "v2:0123456789abcdef:AAAA"})
    void what_was_never_sealed_does_not_open(String text) {
        assertThatThrownBy(() -> vault.open(text, PLACE)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void an_older_key_of_the_ring_still_opens_and_seals_no_more() {
        String old = vault.seal("secret", PLACE);
        Vault rotated = new Vault(List.of(EncryptionKey.random(), key));

        assertThat(rotated.open(old, PLACE)).isEqualTo("secret");
        assertThat(rotated.isCurrent(old)).isFalse();
        assertThat(rotated.isCurrent(rotated.seal("secret", PLACE))).isTrue();
    }

    @Test
    void a_missing_key_is_named_and_neither_key_nor_value_is_told() {
        String sealed = vault.seal("secret", PLACE);

        assertThatThrownBy(() -> new Vault(List.of(EncryptionKey.random())).open(sealed, PLACE))
                .isInstanceOf(SealBrokenException.class)
                .hasMessageContaining(key.id())
                .message()
                .doesNotContain("secret", sealed);
        assertThat(key).asString().isEqualTo(key.id()).doesNotContain(key.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64!", "AAAA"})
    void what_is_no_key_is_refused_without_being_repeated(String text) {
        assertThatThrownBy(() -> EncryptionKey.parse(text)).isInstanceOf(IllegalArgumentException.class).hasNoCause().message()
                .startsWith("an encryption key is ").doesNotContain("AAAA", "base64!");
    }

    @Test
    void a_key_is_read_back_from_its_text() {
        EncryptionKey read = EncryptionKey.parse(key.text() + "\n");

        assertThat(read.id()).isEqualTo(key.id());
        assertThat(new Vault(List.of(read)).open(vault.seal("x", PLACE), PLACE)).isEqualTo("x");
    }
}
