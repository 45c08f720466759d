package prikke.bench;

import java.sql.SQLException;
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
        if (place.url() == null) return 0;
        ProcessHandle server = ProcessHandle.of(place.number("select pg_backend_pid()")).flatMap(ProcessHandle::parent).orElseThrow();
        return Stream.concat(Stream.of(server), server.children()).mapToLong(Processor::micros).sum();
    }

    private static long micros(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1000;
    }
}
