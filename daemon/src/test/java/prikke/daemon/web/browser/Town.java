package prikke.daemon.web.browser;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;
import prikke.daemon.web.browser.Past.Habit;

/**
 * An organization in which there is something to see: jobs that have gone well for a month and jobs that have not, one that runs, one that
 * is tried again. Nothing of it is due while it is looked at.
 */
final class Town implements AutoCloseable {
    private static final LocalTime MIDNIGHT = LocalTime.MIN;
    private static final LocalTime NIGHT = LocalTime.MAX;

    final TestDaemon daemon;
    final TestClient owner;
    final TestClient viewer;
    final String org;
    private final Target target = new Target();
    private final Map<String, String> jobs = new LinkedHashMap<>();
    private final Map<String, UUID> latest = new LinkedHashMap<>();
    private final ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);

    private Town(TestDaemon daemon) throws SQLException {
        this.daemon = daemon;
        owner = daemon.nobody().register("ann@acme.example");
        org = owner.get("/orgs").at("data/0/id");
        owner.patch("/orgs/" + org, "{\"name\": \"Acme\"}").is(200);
        makeJobs();
        try (Past past = new Past(daemon, org)) {
            letTheMonthPass(past);
            past.addUp();
            makeThingsHappen();
            for (var job : jobs.entrySet()) past.rename(job.getValue(), "https://" + host(job.getKey()) + ".acme.example/hooks/" + job.getKey());
            past.administrator("ann@acme.example");
        }
        owner.put("/queues/mail", "{\"concurrency\": 2, \"rate\": \"100/m\"}").is(200);
        owner.put("/queues/exports", "{\"concurrency\": 1}").is(200);
        owner.post("/queues/exports/pause").is(200);
        owner.post("/keys", "{\"name\": \"deploy\", \"scope\": \"write\"}").is(201);
        owner.post("/keys", "{\"name\": \"grafana\", \"scope\": \"read\"}").is(201);
        owner.post("/orgs/" + org + "/invites", "{\"role\": \"member\"}").is(201);
        member("admin", "bob@acme.example");
        viewer = member("viewer", "eve@acme.example");
    }

    private void makeJobs() {
        job("billing-report", """
                "name": "Nightly billing report", "cron": "0 %d * * *", "timezone": "Europe/Oslo", "tags": ["billing", "nightly"],
                "retries": 2, "timeout": "2m", "headers": {"Authorization": "Bearer secret", "Content-Type": "application/json", "X-Tenant": "acme"},
                "body": "{\\"report\\":\\"billing\\",\\"currency\\":\\"NOK\\",\\"threshold\\":1500.00,\\"recipients\\":[\\"finance@acme.example\\"]}\""""
                .formatted(hour(3)), "/200");
        job("renew-certificates", "\"name\": \"Renew certificates\", \"cron\": \"15 %d * * SUN\", \"tags\": [\"ops\"]".formatted(hour(4)), "/200");
        job("weekly-digest", "\"name\": \"Weekly digest\", \"cron\": \"0 %d * * MON\", \"enabled\": false, \"tags\": [\"marketing\"]".formatted(hour(8)), "/200");
        job("refresh-search-index", "\"name\": \"Refresh the search index\", \"cron\": \"%d/15 * * * *\", \"method\": \"GET\", \"tags\": [\"search\"]"
                .formatted((now.getMinute() + 8) % 15), "/204");
        job("backup-database", "\"name\": \"Back up the database\", \"cron\": \"30 %d * * *\", \"timeout\": \"5m\", \"tags\": [\"ops\", \"nightly\"]"
                .formatted(hour(1)), "/200");
        job("invoice-reminders", "\"name\": \"Invoice reminders\", \"cron\": \"0 %d * * MON-FRI\", \"queue\": \"mail\", \"tags\": [\"billing\"]".formatted(hour(7)), "/200");
        job("import-payments", "\"name\": \"Import card payments\", \"cron\": \"%d/10 7-19 * * *\", \"overlap\": \"skip\", \"timeout\": \"5m\", \"tags\": [\"billing\"]"
                .formatted((now.getMinute() + 5) % 10), "/hold");
        job("sync-orders", "\"name\": \"Sync orders to the warehouse\", \"every\": \"30m\", \"retries\": 2, \"retry_delay\": \"10m\", \"tags\": [\"warehouse\"]", "/503");
    }

    /** The hour, unless it is about to strike. */
    private int hour(int hour) {
        boolean close = Math.floorMod(hour - now.getHour(), 24) <= 2;
        return close ? hour + 4 : hour;
    }

    private void job(String key, String fields, String path) {
        jobs.put(key, owner.put("/jobs/" + key, "{\"url\": \"%s\", %s}".formatted(target.url(path), fields)).is(201).at("id"));
    }

    private static String host(String key) {
        return switch (key) {
            case "billing-report", "invoice-reminders", "import-payments" -> "billing";
            case "sync-orders" -> "warehouse";
            case "refresh-search-index" -> "search";
            case "weekly-digest" -> "mail";
            default -> "ops";
        };
    }

    private void letTheMonthPass(Past past) throws SQLException {
        LocalTime two = LocalTime.of(2, 0);
        pass(past, "billing-report", new Habit(Duration.ofHours(1), two, two, 4200, ago -> ago.toDays() == 12 ? Fate.answered(500, 3) : Fate.SUCCESS));
        pass(past, "backup-database", new Habit(Duration.ofMinutes(30), LocalTime.of(1, 30), LocalTime.of(1, 30), 84_000,
                ago -> ago.toDays() == 9 ? Fate.MISSED : Fate.SUCCESS));
        pass(past, "refresh-search-index", new Habit(Duration.ofMinutes(30), MIDNIGHT, NIGHT, 350, _ -> Fate.SUCCESS));
        pass(past, "invoice-reminders", new Habit(Duration.ofHours(1), LocalTime.of(6, 0), LocalTime.of(6, 0), 640,
                ago -> ago.toDays() < 3 ? Fate.REFUSED : Fate.SUCCESS));
        pass(past, "import-payments", new Habit(Duration.ofMinutes(10), LocalTime.of(7, 0), LocalTime.of(19, 0), 1800, Town::payments));
        pass(past, "sync-orders", new Habit(Duration.ofMinutes(30), MIDNIGHT, NIGHT, 900, Town::orders));
    }

    private void pass(Past past, String key, Habit habit) throws SQLException {
        latest.put(key, past.of(id(key), habit));
    }

    /** Slow in one hour, and again three days ago. */
    private static Fate payments(Duration ago) {
        boolean slow = ago.toHours() % 72 == 9 && ago.toDays() < 4;
        if (!slow) return Fate.SUCCESS;
        return ago.toMinutes() % 60 < 20 ? Fate.SKIPPED : Fate.TIMED_OUT;
    }

    /** Down for the last three hours; before that now and then. */
    private static Fate orders(Duration ago) {
        if (ago.toHours() < 3) return Fate.answered(503, 3);
        if (ago.toHours() % 53 == 7) return Fate.answered(502, 3);
        return ago.toHours() % 17 == 5 ? Fate.SECOND_TRY : Fate.SUCCESS;
    }

    private void makeThingsHappen() {
        begin("refresh-search-index", "success");
        begin("import-payments", "running");
        begin("sync-orders", "retrying");
        String reminder = "{\"name\": \"Trial of 4711 ends\", \"url\": \"%s\", \"delay\": \"2h\"}".formatted(target.url("/200"));
        jobs.put("trial-reminder", owner.post("/jobs", reminder).is(202).at("id"));
    }

    /** Runs a job until it has come so far. */
    private void begin(String key, String status) {
        String run = owner.post("/jobs/" + key + "/run").is(201).at("id");
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!owner.get("/executions/" + run).is(200).at("status").equals(status)) {
            if (System.nanoTime() > end) throw new AssertionError(key + " is not " + status + ": " + owner.get("/executions/" + run).text());
            Thread.onSpinWait();
        }
        latest.put(status, UUID.fromString(run));
    }

    /** Somebody with another role in the organization. */
    private TestClient member(String role, String email) {
        String token = owner.post("/orgs/" + org + "/invites", "{\"role\":\"%s\"}".formatted(role)).is(201).at("token");
        TestClient member = daemon.nobody().register(email);
        member.post("/invites/" + token + "/accept").is(200);
        return member;
    }

    /** The page of the job with that key. */
    String job(String key) {
        return "/jobs/" + id(key);
    }

    private String id(String key) {
        return Objects.requireNonNull(jobs.get(key), key);
    }

    /** The page of a job's latest run of the past, or of one that is now so: running, retrying. */
    String run(String key) {
        return "/runs/" + latest.get(key);
    }

    /** Where something listens that answers with this status. */
    String answering(int status) {
        return target.url("/" + status);
    }

    @Override
    public void close() {
        target.close();
    }

    /** Gives tests the one town that they share, on the daemon that they share. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Town.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            TestDaemon daemon = TestDaemon.Shared.of(context);
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Town.class, _ -> build(daemon), Town.class);
        }

        private static Town build(TestDaemon daemon) {
            try {
                return new Town(daemon);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }
}
