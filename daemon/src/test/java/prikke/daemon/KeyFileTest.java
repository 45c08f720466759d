package prikke.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prikke.core.crypto.EncryptionKey;

class KeyFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void it_is_for_its_owner_only_and_keeps_the_order_of_the_keys() throws IOException {
        KeyFile file = KeyFile.in(folder);
        List<EncryptionKey> keys = List.of(EncryptionKey.random(), EncryptionKey.random());
        file.write(List.of(EncryptionKey.random()));
        file.write(keys);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path()))).isEqualTo("rw-------");
        assertThat(file.read()).extracting(EncryptionKey::id).containsExactly(keys.get(0).id(), keys.get(1).id());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("no draft is left").containsExactly(file.path());
        }
    }

    @Test
    void one_that_others_can_read_is_refused() throws IOException {
        KeyFile file = KeyFile.in(folder);
        file.write(List.of(EncryptionKey.random()));
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(file::read).isInstanceOf(CannotStartException.class).hasMessageContaining("rw-r-----").hasMessageContaining("chmod 600");
    }

    @Test
    void one_that_is_damaged_is_refused_without_being_repeated() throws IOException {
        KeyFile file = KeyFile.in(folder);
        for (String text : List.of("", "\n", "half-a-key", "aGFsZg==")) {
            Files.writeString(file.path(), text);
            Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-------"));

            assertThatThrownBy(file::read).isInstanceOf(CannotStartException.class).hasMessageContaining("can't be used")
                    .message().doesNotContain("half-a-key", "aGFsZg");
        }
    }
}
