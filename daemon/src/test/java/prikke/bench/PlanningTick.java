package prikke.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Ten thousand recurring jobs that come due at one instant. How long it takes to plan them can be seen from outside on a server
 * only: the embedded database belongs to the daemon. How late the requests are says it for both.
 */
final class PlanningTick {
    private static final int JOBS = 10_000;
    private static final int CLIENTS = 8;
    /** How long before their instant jobs may begin to be planned, and somewhat more. */
    private static final Duration BEFORE = Duration.ofSeconds(3);

    private final Place place;
    private final Target target;
    private final Org org;
    private final int round;

    /** @param round tells the jobs of several measurements on one daemon apart */
    PlanningTick(Place place, Target target, Org org, int round) {
        this.place = place;
        this.target = target;
        this.org = org;
        this.round = round;
    }

    Figures measure() throws Exception {
        Instant due = Instant.now().plusSeconds(Settings.number("TICK_SECONDS", 90)).truncatedTo(ChronoUnit.MINUTES);
        String cron = Million.yearly(due.atZone(ZoneOffset.UTC));
        new Load(org, CLIENTS, Backlog.BATCH).send(0, JOBS, i -> Backlog.post(target.url("/tick/" + i), i)
                .put("key", "tick-" + round + "-" + i).put("cron", cron).toString());
        place.settle();
        Instant from = due.minus(BEFORE);
        if (Instant.now().isAfter(from)) throw new IllegalStateException("Loading took longer than was allowed for");
        target.take();
        Thread.sleep(Duration.between(Instant.now(), from));
        double planning = place.url() == null ? Double.NaN : watch(due);
        target.await(JOBS, Duration.ofMinutes(2));
        List<Double> late = Arrival.lateness(target.take(), "/tick/");
        Figures figures = Figures.quantiles("tick of " + JOBS, late);
        figures.values().put("planning_ms", planning);
        return figures;
    }

    /** From when the first of the jobs has been planned until all have, in milliseconds. */
    private double watch(Instant due) throws SQLException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(place.url());
                PreparedStatement count = connection.prepareStatement("select count(*) from jobs where plan_at = ?")) {
            count.setTimestamp(1, Timestamp.from(due));
            Instant lastFull = Instant.now();
            for (long left = JOBS; left > 0; Thread.sleep(2)) {
                Instant before = Instant.now();
                left = one(count);
                if (left == JOBS) lastFull = before;
            }
            return Arrival.millis(lastFull, Instant.now());
        }
    }

    private static long one(PreparedStatement count) throws SQLException {
        try (ResultSet row = count.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
