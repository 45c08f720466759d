package prikke.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The adapter by which a comparison of schedulers drives a daemon: one command a line on standard input, one answer a line on
 * standard output. The database, which is PostgreSQL, and the target of all jobs come in its environment.
 */
public final class Peer implements AutoCloseable {
    private static final int CLIENTS = 8;
    private static final int BATCH = 100;
    /** How long before their time jobs may be claimed, and somewhat more. */
    private static final Duration AHEAD = Duration.ofMillis(1600);

    private final String database = environment("BENCH_JDBC");
    private final String sink = environment("BENCH_SINK");
    private @Nullable DaemonUnderTest daemon;
    private double secondsPerJob = 0.0006;
    /** From the end of a load to the start: the driver tidies the database up. */
    private double secondsToTidy = 2;
    private Instant loaded = Instant.EPOCH;
    private Instant due = Instant.EPOCH;

    private Peer() {}

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        try (Peer peer = new Peer()) {
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String line; (line = commands.readLine()) != null && !line.equals("quit"); ) {
                answers.println(peer.answer(line.split(" ", -1)).replace('\n', ' '));
                answers.flush();
            }
        }
        System.exit(0);
    }

    private String answer(String... words) {
        try {
            return "ok " + run(words);
        } catch (UnsupportedOperationException e) {
            return "unsupported " + e.getMessage();
        } catch (Exception e) {
            e.printStackTrace();
            return "error " + e;
        }
    }

    private String run(String... words) throws Exception {
        switch (words[0]) {
            case "setup" -> daemon = new DaemonUnderTest(database);
            case "load" -> load(number(words[1]), number(words[2]));
            case "start" -> {
                return start();
            }
            case "stop" -> {
                // Nothing is left to execute: what is loaded next comes with its own instant.
            }
            case "remaining" -> {
                return "n=" + remaining();
            }
            case "ingest" -> {
                return ingest(number(words[1]), number(words[2]), number(words[3]), number(words[4]));
            }
            case "recurring" -> {
                recurring(number(words[1]));
                return "period=1";
            }
            default -> throw new UnsupportedOperationException(words[0]);
        }
        return "";
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    private Org org() {
        return Objects.requireNonNull(daemon, "setup comes first").org();
    }

    private ObjectNode job(int i) {
        return Backlog.post(sink + "/j/" + i, i);
    }

    private String job(int i, Instant at) {
        return job(i).put("run_at", at.toString()).toString();
    }

    /**
     * Jobs due at an instant late enough that all of them are there by then, but hardly later: the driver's warm-up is so many
     * seconds long, and waiting warms nothing up.
     */
    private void load(int from, int count) throws Exception {
        double seconds = 1.5 * secondsPerJob * count + 1.5 * secondsToTidy * Math.max(1, count / 10_000) + 0.3;
        due = Instant.now().plus(AHEAD).plusMillis((long) (1000 * seconds));
        Load.Sent sent = new Load(org(), CLIENTS, BATCH).send(from, count, i -> job(i, due));
        secondsPerJob = sent.seconds() / count;
        loaded = Instant.now();
    }

    private String start() {
        Instant now = Instant.now();
        // The measurement must have begun before the first claim.
        if (now.plus(AHEAD).isAfter(due)) throw new IllegalStateException("Loading took longer than was allowed for");
        secondsToTidy = Math.max(0.3, Duration.between(loaded, now).toMillis() / 1000.0);
        return "at=" + due.toEpochMilli();
    }

    private long remaining() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from active_executions")) {
            row.next();
            return row.getLong(1);
        }
    }

    private String ingest(int from, int count, int clients, int batch) throws Exception {
        Instant later = Instant.now().plus(Duration.ofHours(1));
        Load.Sent sent = new Load(org(), clients, batch).send(from, count, i -> job(i, later));
        return String.format(Locale.ROOT, "seconds=%.3f p50=%.0f p95=%.0f p99=%.0f", sent.seconds(),
                1000 * sent.millis(0.5), 1000 * sent.millis(0.95), 1000 * sent.millis(0.99));
    }

    private void recurring(int count) throws Exception {
        new Load(org(), CLIENTS, BATCH).send(0, count, i -> job(i).put("key", "every-" + i).put("cron", "* * * * * *").toString());
    }

    @Override
    public void close() throws Exception {
        if (daemon != null) daemon.close();
    }
}
