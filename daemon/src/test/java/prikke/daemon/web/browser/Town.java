package prikke.daemon.web.browser;

import java.util.List;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** An organization in which there is something to see: jobs that go well and jobs that do not, and what came of them. */
final class Town implements AutoCloseable {
    final Target target = new Target();
    final TestDaemon daemon;
    final String email;
    final TestClient owner;
    final String org;
    final String goodJob;
    final String badJob;
    final String failedRun;
    final String goodRun;
    final String pausedJob;

    Town(TestDaemon daemon, String email) {
        this.daemon = daemon;
        this.email = email;
        owner = daemon.nobody().register(email);
        org = owner.get("/orgs").at("data/0/id");
        goodJob = job("nightly-report", """
                {"name": "Nightly report", "url": "%s", "cron": "0 3 * * *", "timezone": "Europe/Oslo", "tags": ["billing", "nightly"],
                 "headers": {"Authorization": "Bearer secret", "X-Tenant": "acme"}, "body": "{\\"report\\":{\\"from\\":1.50,\\"to\\":[1,2,3]}}"}"""
                .formatted(target.url("/200")));
        badJob = job("sync-orders", "{\"url\": \"%s\", \"every\": \"1h\"}".formatted(target.url("/500")));
        job("refresh-search-index", "{\"name\": \"Refresh the search index\", \"url\": \"%s\", \"cron\": \"*/15 * * * *\", \"method\": \"GET\"}"
                .formatted(target.url("/204")));
        pausedJob = job("weekly-digest", "{\"name\": \"Weekly digest\", \"url\": \"%s\", \"cron\": \"0 8 * * MON\", \"enabled\": false}"
                .formatted(target.url("/200")));
        job("invoices", "{\"url\": \"http://127.0.0.1:1/closed\", \"cron\": \"0 6 1 * *\", \"queue\": \"mail\"}");
        for (int i = 0; i < 6; i++) run("nightly-report");
        goodRun = run("nightly-report");
        for (int i = 0; i < 2; i++) run("sync-orders");
        run("refresh-search-index");
        run("invoices");
        failedRun = run("sync-orders");
        owner.post("/jobs", "{\"url\": \"%s\", \"delay\": \"2h\"}".formatted(target.url("/200"))).is(202);
        owner.put("/queues/mail", "{\"concurrency\": 2, \"rate\": \"100/m\"}").is(200);
        owner.post("/keys", "{\"name\": \"deploy\", \"scope\": \"write\"}").is(201);
        owner.post("/orgs/" + org + "/invites", "{\"role\": \"viewer\"}").is(201);
        member("member", "m-" + email);
    }

    private String job(String key, String json) {
        return owner.put("/jobs/" + key, json).is(201).at("id");
    }

    /** Runs a job and waits for the end; returns the run's id. */
    String run(String job) {
        String id = owner.post("/jobs/" + job + "/run").is(201).at("id");
        owner.get("/executions/" + id + "?wait=20s").is(200);
        return id;
    }

    /** Somebody with another role in the organization. */
    TestClient member(String role, String email) {
        String token = owner.post("/orgs/" + org + "/invites", "{\"role\":\"%s\"}".formatted(role)).is(201).at("token");
        TestClient member = daemon.nobody().register(email);
        member.post("/invites/" + token + "/accept").is(200);
        return member;
    }

    /** Every page that is to be looked at, as this organization's owner, by a name for it. */
    List<Stop> stops() {
        return List.of(
                new Stop("home", "/"),
                new Stop("jobs", "/jobs"),
                new Stop("jobs-none-found", "/jobs?q=nothing-is-called-so"),
                new Stop("job", "/jobs/" + goodJob),
                new Stop("job-failing", "/jobs/" + badJob),
                new Stop("job-paused", "/jobs/" + pausedJob),
                new Stop("job-new", "/jobs/new"),
                new Stop("job-edit", "/jobs/" + goodJob + "/edit"),
                new Stop("runs", "/runs"),
                new Stop("run", "/runs/" + goodRun),
                new Stop("run-failed", "/runs/" + failedRun),
                new Stop("failures", "/failures"),
                new Stop("failures-hour", "/failures?since=1h"),
                new Stop("queues", "/queues"),
                new Stop("queue", "/queues/mail"),
                new Stop("settings", "/settings"),
                new Stop("members", "/settings/members"),
                new Stop("keys", "/settings/keys"),
                new Stop("secrets", "/settings/secrets"),
                new Stop("usage", "/settings/usage"),
                new Stop("audit", "/settings/audit"),
                new Stop("account", "/account"),
                new Stop("instance", "/instance"),
                new Stop("instance-users", "/instance/users"),
                new Stop("instance-organizations", "/instance/organizations"),
                new Stop("organization-new", "/organizations/new"),
                new Stop("device", "/device"),
                new Stop("not-found", "/jobs/nowhere"));
    }

    /** The pages for those who are not signed in. */
    static List<Stop> doors() {
        return List.of(new Stop("login", "/login"), new Stop("register", "/register"), new Stop("reset", "/reset"));
    }

    /** A page. */
    record Stop(String name, String path) {}

    @Override
    public void close() {
        target.close();
    }
}
