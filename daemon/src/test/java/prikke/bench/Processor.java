package prikke.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;

/** Processor time that processes have used: steadier than rates are where a machine is shared. */
final class Processor {
    private Processor() {}

    /** Of the daemon with that process id, in microseconds. */
    static long ofDaemon(long pid) {
        return ProcessHandle.of(pid).map(Processor::micros).orElseThrow();
    }

    /** Of the database's server and those that it has started, in microseconds; none for an embedded one. */
    static long ofServer(Place place) throws SQLException {
        String url = place.url();
        if (url == null) return 0;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            // The process that serves this connection, for as long as it is open.
            ProcessHandle server = ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow();
            return Stream.concat(Stream.of(server), server.children()).mapToLong(Processor::micros).sum();
        }
    }

    private static long micros(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1000;
    }
}
