package prikke.daemon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prikke.core.db.DatabaseConfig;
import prikke.daemon.TestClient.Reply;

/**
 * A whole run with passwords, tokens and credentials, then a search for each of them wherever the daemon leaves anything: its
 * database, its log at debug level, its answers, its problems, its threads. The URL and the body of a job are the user's data; that
 * these are found shows that the search finds.
 */
class SecretsNowhereTest {
    private static final String FOUND = "visible-" + UUID.randomUUID();

    @TempDir
    private Path folder = Path.of("");

    /** What must not be found, by what it is. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    private final List<String> answers = new ArrayList<>();

    @Test
    void on_the_embedded_database() throws Exception {
        run(Map.of());

        Path data = folder.resolve("data");
        assertNone("the database's file", Files.readString(data.resolve("prikke.mv.db"), ISO_8859_1));
        assertNone("the database's rows", rows(DatabaseConfig.embedded(data).url(), null, null, "script"));
    }

    @Test
    void on_postgresql() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
            secrets.put("the database's password", secret());
            rows(url, "postgres", "postgres", "create role prikke superuser login password '" + secrets.get("the database's password") + "'; select 1");
            run(Map.of("PRIKKE_DATABASE_URL", url, "PRIKKE_DATABASE_USER", "prikke", "PRIKKE_DATABASE_PASSWORD",
                    String.valueOf(secrets.get("the database's password"))));

            String all = rows(url, "postgres", "postgres", "select query_to_xml(format('select * from %I.%I', table_schema, table_name), true, false, '')::text"
                    + " from information_schema.tables where table_schema = 'public'");
            assertNone("the database's rows", all);
        }
    }

    /** Uses everything that takes a secret, and searches what the daemon itself gives away. */
    private void run(Map<String, String> database) throws Exception {
        Map<String, String> environment = new HashMap<>(database);
        environment.putAll(Map.of("PRIKKE_REGISTRATION", "open", "PRIKKE_EGRESS_PRIVATE_NETWORKS", "allow", "PRIKKE_LOG_LEVEL", "debug"));
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer target = target(received);
        try (DaemonProcess daemon = DaemonProcess.start(folder, environment, "--port", "0", "--data-dir", folder.resolve("data").toString())) {
            TestClient nobody = new TestClient(daemon.awaitUrl(), null, null);
            TestClient ann = account(nobody);
            jobs(ann, "http://127.0.0.1:" + target.getAddress().getPort() + "/" + FOUND);
            assertThat(received).as("what the target got").anySatisfy(request -> assertThat(request).contains(of("authorization"), of("cookie"), of("api key header")));
            refusals(nobody, ann);
            signingSecrets(ann);
            audit(ann);
            answers.forEach(answer -> assertThat(leaks(answer)).as("in the answer %s", answer).isEmpty());
            assertThat(String.join("", answers)).contains(FOUND);
            String threads = threads(daemon);
            assertThat(threads).contains("prikke-");
            assertThat(leaks(threads)).as("in the threads").isEmpty();
            daemon.terminate();
            assertThat(daemon.awaitExit()).isZero();
            assertThat(daemon.err()).contains("event=request", "event=daemon_stopped");
            assertThat(leaks(daemon.err() + daemon.out())).as("in the log").isEmpty();
        } finally {
            target.stop(0);
        }
    }

    private TestClient account(TestClient nobody) {
        secrets.put("password", secret());
        secrets.put("wrong password", secret());
        String login = "{\"email\":\"ann@example.com\",\"password\":\"%s\"}";
        TestClient ann = nobody.as(token("session", nobody.post("/auth/register", login.formatted(of("password"))).is(201)));
        token("second session", nobody.post("/auth/login", login.formatted(of("password"))).is(200));
        answers.add(nobody.post("/auth/login", login.formatted(of("wrong password"))).is(401).text());
        Reply made = ann.post("/keys", "{\"name\":\"ci\"}").is(201);
        String key = token("API key", made);
        secrets.put("secret of the API key", key.substring(key.indexOf('.') + 1));
        Reply rotated = ann.post("/keys/" + made.at("id") + "/rotate", "{\"overlap\":\"1h\"}");
        token("API key's successor", rotated);
        answers.add(ann.as(key).get("/jobs").is(200).text());
        invitation(ann, nobody);
        secrets.put("new password", secret());
        ann.patch("/me", "{\"password\":\"%s\",\"current_password\":\"%s\"}".formatted(of("new password"), of("password"))).is(200);
        for (String path : List.of("/me", "/keys", "/orgs", "/nodes")) answers.add(ann.get(path).text());
        return ann;
    }

    private void invitation(TestClient ann, TestClient nobody) {
        String org = ann.get("/orgs").is(200).at("data/0/id");
        String invite = token("invitation", ann.post("/orgs/" + org + "/invites", "{\"role\":\"member\"}").is(201));
        answers.add(ann.get("/orgs/" + org + "/invites").is(200).text());
        secrets.put("password of the invited", secret());
        Reply bob = nobody.post("/auth/register", "{\"email\":\"bob@example.com\",\"password\":\"%s\"}".formatted(of("password of the invited"))).is(201);
        answers.add(nobody.as(token("session of the invited", bob)).post("/invites/" + invite + "/accept", "{}").is(200).text());
        answers.add(ann.get("/orgs/" + org + "/members").is(200).text());
    }

    private void jobs(TestClient ann, String url) {
        for (String name : List.of("authorization", "cookie", "api key header", "later token")) secrets.put(name, secret());
        secrets.put("cookie of the target", SET_COOKIE);
        String headers = "{\"Authorization\":\"Bearer " + of("authorization") + "\",\"Cookie\":\"a=" + of("cookie") + "\",\"X-API-KEY\":\"" + of("api key header") + "\"}";
        String job = "{\"key\":\"k\",\"url\":\"" + url + "\",\"body\":\"" + FOUND + "\",\"cron\":\"0 3 1 1 *\",\"headers\":" + headers + "}";
        answers.add(ann.post("/jobs", job).is(201).text());
        String execution = ann.post("/jobs/k/run").is(201).at("id");
        answers.add(ann.get("/executions/" + execution + "?wait=20s").is(200).text());
        answers.add(ann.get("/executions/" + execution + "/attempts").is(200).text());
        answers.add(ann.patch("/jobs/k", "{\"headers\":{\"X-Auth-Token\":\"" + of("later token") + "\"}}").is(200).text());
        answers.add(ann.put("/jobs/k", job).is(200).text());
        answers.add(ann.post("/jobs/batch", "{\"jobs\":[" + job.replace("\"k\"", "\"k2\"") + "]}").is(201).text());
        String document = "{\"jobs\":[" + job.replace("\"k\"", "\"k3\"") + "]}";
        for (String each : List.of(document, document.replace(of("authorization"), of("later token")))) answers.add(ann.put("/sync", each).is(200).text());
        answers.add(ann.get("/sync/export").is(200).text());
        answers.add(ann.post("/executions/" + execution + "/replay").is(201).text());
        for (String path : List.of("/jobs", "/jobs/k", "/executions", "/jobs/k/executions", "/queues")) answers.add(ann.get(path).is(200).text());
    }

    private void refusals(TestClient nobody, TestClient ann) {
        secrets.put("faulty header", secret());
        secrets.put("wrong token", "pu_" + secret());
        String faulty = "{\"url\":\"http://127.0.0.1:9/\",\"headers\":{\"Authorization\":\"" + of("faulty header") + "\\u0007\"}}";
        answers.add(ann.post("/jobs", faulty).is(422).text());
        answers.add(ann.post("/jobs/batch", "{\"jobs\":[" + faulty + "]}").is(422).text());
        answers.add(ann.put("/sync", "{\"jobs\":[" + faulty + "]}").is(422).text());
        answers.add(ann.put("/jobs/k", faulty.replace("}}", "},\"unknown\":1}")).is(422).text());
        answers.add(nobody.as(of("wrong token")).get("/jobs").is(401).text());
        answers.add(nobody.as(of("API key") + "x").get("/jobs").is(401).text());
    }

    /** What they did, with old and new values, as it is read and as it is exported. */
    private void audit(TestClient ann) {
        for (String path : List.of("/audit", "/audit?format=ndjson")) {
            String log = ann.get(path).is(200).text();
            assertThat(log).contains("job.create", "headers.Authorization");
            answers.add(log);
        }
    }

    /** The owner may see these; so nobody else's answers are searched for them, and no answer of that route. */
    private void signingSecrets(TestClient ann) {
        ann.post("/webhook-secrets/rotate", "{}").is(201);
        ann.get("/webhook-secrets").is(200).json().findValuesAsText("secret").forEach(secret -> secrets.put("signing secret " + secrets.size(), secret.substring(6)));
        assertThat(secrets.keySet()).anyMatch(name -> name.startsWith("signing secret"));
    }

    private static final String SET_COOKIE = secret();

    private static HttpServer target(List<String> received) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Map<String, List<String>> headers = new LinkedHashMap<>(exchange.getRequestHeaders());
            received.add(headers.toString());
            exchange.getResponseHeaders().add("Set-Cookie", "sid=" + SET_COOKIE);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private String token(String name, Reply made) {
        String token = made.at("token");
        assertThat(token).as(made.text()).isNotEmpty();
        secrets.put(name, token);
        return token;
    }

    private static String secret() {
        return "s3cret" + UUID.randomUUID().toString().replace("-", "");
    }

    private String of(String name) {
        return String.valueOf(secrets.get(name));
    }

    private static String threads(DaemonProcess daemon) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(daemon.pid()), "Thread.print", "-l")
                .redirectErrorStream(true)
                .start();
        String text = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        assertThat(jcmd.waitFor()).as(text).isZero();
        return text;
    }

    /** All rows of the last result of the statements, as text. */
    private static String rows(String url, @Nullable String user, @Nullable String password, String sql) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) rows = statement.getMoreResults();
            try (ResultSet result = statement.getResultSet()) {
                while (result.next()) text.append(result.getString(1)).append('\n');
            }
        }
        return text.toString();
    }

    private void assertNone(String where, String text) {
        assertThat(text).as("the search finds what is there").contains(FOUND);
        assertThat(leaks(text)).as("in " + where).isEmpty();
    }

    /** By what they are, those that the text holds. */
    private List<String> leaks(String text) {
        return secrets.entrySet().stream().filter(secret -> text.contains(secret.getValue())).map(Map.Entry::getKey).toList();
    }
}
