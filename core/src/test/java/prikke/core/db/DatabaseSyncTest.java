package prikke.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static prikke.core.db.schema.Tables.NODES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Whether commits of the embedded database reach the disk, by what the Java runtime tells of its calls to flush files. */
@Isolated("counts what reaches the disk")
class DatabaseSyncTest {
    private static final int COMMITS = 20;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void synced_every_commit_is_flushed_to_the_disk() throws IOException {
        try (Database database = Database.open(DatabaseConfig.embedded(folder).synced())) {
            assertThat(flushesDuring(() -> commit(database))).isGreaterThanOrEqualTo(COMMITS);
        }
    }

    @Test
    void otherwise_commits_do_not_wait_for_the_disk() throws IOException {
        try (Database database = Database.open(DatabaseConfig.embedded(folder))) {
            assertThat(flushesDuring(() -> commit(database))).isLessThan(COMMITS);
        }
    }

    private static void commit(Database database) {
        for (int i = 0; i < COMMITS; i++) {
            database.run(tx -> tx.sql().insertInto(NODES)
                    .set(NODES.NAME, "n")
                    .set(NODES.VERSION, "v")
                    .set(NODES.STARTED_AT, Instant.EPOCH)
                    .set(NODES.SEEN_AT, Instant.EPOCH)
                    .execute());
        }
    }

    private long flushesDuring(Runnable work) throws IOException {
        Path file = Files.createTempFile(folder, "flushes", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getString("path").endsWith("prikke.mv.db"))
                .count();
    }
}
