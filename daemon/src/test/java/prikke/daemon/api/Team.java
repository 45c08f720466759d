package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

/** An organization with a caller of every sort, and things of every kind to do something to: fresh ones for each request. */
final class Team {

    /** Sorts of callers, in the order of the table's columns. */
    enum Who {
        NOBODY,
        VIEWER,
        MEMBER,
        ADMIN,
        OWNER,
        READ,
        WRITE,
        FULL,
        OTHER
    }

    private final TestDaemon daemon;
    private final Map<Who, TestClient> callers = new EnumMap<>(Who.class);
    private final Map<Who, String> emails = new EnumMap<>(Who.class);
    private final AtomicInteger names = new AtomicInteger();
    private final TestClient owner;
    private final TestClient spare;
    private final String spareId;
    private final String org;
    private final String otherOrg;

    Team(TestDaemon daemon) {
        this.daemon = daemon;
        // The first user administers the instance, which is none of the table's sorts.
        daemon.newUser();
        owner = register(Who.OWNER);
        org = owner.get("/orgs").json().at("/data/0/id").asText();
        for (Who who : new Who[] {Who.VIEWER, Who.MEMBER, Who.ADMIN}) join(register(who), who.name().toLowerCase(Locale.ROOT));
        otherOrg = register(Who.OTHER).get("/orgs").json().at("/data/0/id").asText();
        callers.put(Who.NOBODY, daemon.nobody());
        for (String scope : new String[] {"read", "write", "admin"}) key(scope);
        spare = daemon.nobody().register("spare@team.example");
        spareId = spare.get("/me").at("user/id");
    }

    private TestClient register(Who who) {
        String email = who.name().toLowerCase(Locale.ROOT) + "@team.example";
        TestClient user = daemon.nobody().register(email);
        emails.put(who, email);
        callers.put(who, user);
        return user;
    }

    private void key(String scope) {
        String token = owner.post("/keys", "{\"name\":\"%s\",\"scope\":\"%s\"}".formatted(scope, scope)).is(201).at("token");
        callers.put(scope.equals("admin") ? Who.FULL : Who.valueOf(scope.toUpperCase(Locale.ROOT)), daemon.nobody().as(token));
    }

    private void join(TestClient user, String role) {
        user.post("/invites/" + invite(role).at("token") + "/accept").is(200);
    }

    private Reply invite(String role) {
        return home().post("/orgs/" + org + "/invites", "{\"role\":\"%s\"}".formatted(role)).is(201);
    }

    private TestClient home() {
        return owner.in(org);
    }

    /** Asks in the name of somebody, in this organization. */
    Reply ask(Who who, String method, String path, String body) {
        TestClient caller = caller(who, path).in(org);
        String there = who == Who.OWNER && method.equals("DELETE") && path.endsWith("/orgs/{id}")
                ? "/api/v1/orgs/" + owner.post("/orgs", "{\"name\":\"To go\"}").is(201).at("id")
                : filled(path.endsWith("/me/sessions/{id}") ? path.replace("{id}", session(who)) : path);
        Reply reply = send(caller, method, there, body);
        if (who == Who.OTHER && path.endsWith("/accept")) leave(caller);
        return reply;
    }

    /** Asks in the name of another organization's owner, in their own. */
    Reply askAtHome(String method, String path, String body) {
        return send(caller(Who.OTHER, path).in(otherOrg), method, filled(path), body);
    }

    private static Reply send(TestClient caller, String method, String path, String body) {
        return body.isEmpty() ? caller.send(method, "/" + path, Map.of()) : caller.send(method, "/" + path, body, Map.of());
    }

    /** Who signs out is signed out, and has to have come in by another door than the rest. */
    private TestClient caller(Who who, String path) {
        TestClient caller = Objects.requireNonNull(callers.get(who));
        return path.endsWith("/auth/logout") && emails.containsKey(who) ? signedInAgain(who) : caller;
    }

    private TestClient signedInAgain(Who who) {
        String login = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(emails.get(who), TestClient.PASSWORD);
        return daemon.nobody().as(daemon.nobody().post("/auth/login", login).is(200).at("token"));
    }

    /** A further session of the caller's; of who can have none, the owner's. */
    private String session(Who who) {
        signedInAgain(emails.containsKey(who) ? who : Who.OWNER);
        TestClient whose = Objects.requireNonNull(callers.get(emails.containsKey(who) ? who : Who.OWNER));
        for (JsonNode session : whose.get("/me/sessions").is(200).json().get("data")) {
            if (!session.get("current").asBoolean()) return session.get("id").asText();
        }
        throw new AssertionError("a session that was opened is listed");
    }

    private void leave(TestClient caller) {
        String id = caller.get("/me").at("user/id");
        home().delete("/orgs/" + org + "/members/" + id).is(204);
    }

    /** The path with something in each of its places that there is. */
    private String filled(String path) {
        String filled = path.startsWith("/api/v1/orgs/{id}") ? path.replace("{id}", org) : path;
        if (filled.contains("{file}")) filled = filled.replace("{file}", "nothing.css");
        if (filled.contains("{run}")) filled = filled.replace("{run}", execution());
        if (filled.contains("{user}")) filled = filled.replace("{user}", member());
        if (filled.contains("{invite}")) filled = filled.replace("{invite}", invite("viewer").at("id"));
        if (filled.contains("{token}")) filled = filled.replace("{token}", invite("viewer").at("token"));
        if (filled.contains("{job:batch}")) filled = filled.replace("{job:batch}", job("batch"));
        if (filled.contains("{job}")) filled = filled.replace("{job}", job("job-" + names.incrementAndGet()));
        if (filled.contains("{name}")) filled = filled.replace("{name}", queue());
        if (filled.contains("/keys/{id}")) filled = filled.replace("{id}", apiKey());
        if (filled.contains("/webhook-secrets/{id}")) filled = filled.replace("{id}", secret());
        if (filled.contains("/settings/secrets/{id}")) filled = filled.replace("{id}", secret());
        if (filled.contains("/account/sessions/{id}")) filled = filled.replace("{id}", spareId);
        if (filled.contains("/executions/{id}")) filled = filled.replace("{id}", execution());
        // A stream would go on for ever: this one is refused once it is known who asks.
        if (filled.endsWith("/events")) filled += "?types=none";
        assertThat(filled).as("Team knows of something to put there").doesNotContain("{");
        return filled;
    }

    private String member() {
        Reply members = home().get("/orgs/" + org + "/members").is(200);
        if (!members.text().contains(spareId)) join(spare, "viewer");
        return spareId;
    }

    private String job(String key) {
        home().put("/jobs/" + key, "{\"url\":\"http://127.0.0.1:9/\",\"every\":\"1d\"}");
        return key;
    }

    private String queue() {
        String name = "queue-" + names.incrementAndGet();
        home().put("/queues/" + name, "{\"concurrency\":1}").is(200);
        return name;
    }

    private String apiKey() {
        return home().post("/keys", "{\"name\":\"one of many\",\"scope\":\"read\"}").is(201).at("id");
    }

    private String secret() {
        return home().get("/webhook-secrets").is(200).json().at("/data/0/id").asText();
    }

    private String execution() {
        return home().post("/jobs", "{\"url\":\"http://127.0.0.1:9/\",\"delay\":\"1h\"}").is(202).at("execution_id");
    }
}
