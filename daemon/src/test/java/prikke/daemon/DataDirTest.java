package prikke.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon's own folder. */
class DataDirTest {
    @TempDir
    Path folder;

    @Test
    void what_a_killed_daemon_left_leads_nobody_astray_while_the_next_one_starts() throws IOException {
        Path pid = Files.writeString(folder.resolve("prikked.pid"), "4711\n");
        Path url = Files.writeString(folder.resolve("prikked.url"), "http://127.0.0.1:1\n");

        try (DataDir taken = DataDir.take(folder)) {
            assertThat(pid).doesNotExist();
            assertThat(url).doesNotExist();
            taken.announce("http://127.0.0.1:2");
            assertThat(url).hasContent("http://127.0.0.1:2");
        }
    }

    @Test
    void a_folder_that_is_made_is_for_its_owner_only() throws IOException {
        try (DataDir taken = DataDir.take(folder.resolve("a/data"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(taken.path()))).isEqualTo("rwx------");
        }
    }
}
