package prikke.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prikke.cli.Failure;

class ProfilesTest {
    private static final Profile PROFILE = new Profile("http://127.0.0.1:7717", "a@example.com", "pu_secret", "id", "Engines");

    @TempDir
    Path folder;

    @Test
    void a_profile_is_read_as_it_was_written() {
        profiles().write("work", PROFILE);

        assertThat(profiles().read("work")).isEqualTo(PROFILE);
    }

    @Test
    void only_its_owner_may_read_it() throws IOException {
        profiles().write("work", PROFILE);

        assertThat(permissions(folder.resolve("prikke"))).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("prikke/work.json"))).isEqualTo("rw-------");
    }

    @Test
    void a_file_that_others_could_read_is_made_private_by_the_next_write() throws IOException {
        profiles().write("work", PROFILE);
        Path file = folder.resolve("prikke/work.json");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        profiles().write("work", PROFILE);

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void one_that_was_never_written_is_empty() {
        assertThat(profiles().read("work")).isEqualTo(Profile.EMPTY);
    }

    @Test
    void a_name_cannot_lead_out_of_the_folder() {
        assertThatThrownBy(() -> profiles().read("../work")).isInstanceOf(Failure.class).hasMessageContaining("'../work'");
    }

    @Test
    void a_file_that_is_not_a_profile_is_named() throws IOException {
        Files.createDirectory(folder.resolve("prikke"));
        Files.writeString(folder.resolve("prikke/work.json"), "not json");

        assertThatThrownBy(() -> profiles().read("work")).isInstanceOf(Failure.class).hasMessageContaining("work.json");
    }

    private Profiles profiles() {
        return new Profiles(folder.resolve("prikke"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
