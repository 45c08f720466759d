package prikke.core.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database's file as it is the instant a process ends that has no time to close it. */
class EmbeddedFileTest {
    private static final int COMMITS = 60;

    @TempDir
    Path folder;

    /** Space is used again at once, which in a daemon begins after 45 s: so chunks soon come to lie elsewhere than foreseen. */
    @Test
    void whatever_has_been_committed_is_in_the_file_wherever_in_it_the_last_of_it_came_to_lie() throws Exception {
        Random random = new Random(7);
        Path killed = Files.createDirectory(folder.resolve("killed"));
        try (Connection database = DriverManager.getConnection(url(folder)); Statement statement = database.createStatement()) {
            statement.execute("create table filling (n integer primary key, text varchar(100000))");
            statement.execute("create table last_commit (n integer)");
            statement.execute("insert into last_commit values (0)");
            database.setAutoCommit(false);
            for (int n = 1; n <= COMMITS; n++) {
                statement.execute("insert into filling values (" + n + ", repeat('x', " + random.nextInt(60_000) + "))");
                statement.execute("delete from filling where mod(n, 3) = " + random.nextInt(3) + " and n < " + (n - 5));
                statement.execute("update last_commit set n = " + n);
                database.commit();
                Files.copy(folder.resolve("prikke.mv.db"), killed.resolve("prikke.mv.db"));
                assertThat(lastCommit(killed)).as("what a daemon finds after a kill").isEqualTo(n);
                Files.delete(killed.resolve("prikke.mv.db"));
            }
        }
    }

    private static int lastCommit(Path folder) throws SQLException {
        try (Connection database = DriverManager.getConnection(url(folder));
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select n from last_commit")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String url(Path folder) {
        return DatabaseConfig.embedded(folder).url() + ";RETENTION_TIME=0";
    }
}
