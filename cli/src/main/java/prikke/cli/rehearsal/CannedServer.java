package prikke.cli.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Answers every request with something of the right kind. Started by {@code lib/make-aot-cache}. */
public final class CannedServer implements AutoCloseable {
    private static final String ID = Rehearsal.ID;

    private static final String EXECUTION =
            """
            {"id": "%1$s", "job_id": "%1$s", "job_key": "tick", "trigger": "schedule", "status": "success",
             "scheduled_for": "2026-01-02T02:00:00.000Z", "started_at": "2026-01-02T02:00:00.003Z",
             "finished_at": "2026-01-02T02:00:00.127Z", "lag_ms": 3, "duration_ms": 124, "status_code": 200, "attempts": 1,
             "max_attempts": 4, "priority": 5}"""
                    .formatted(ID);
    private static final String JOB =
            """
            {"id": "%1$s", "key": "tick", "url": "http://127.0.0.1:1/", "method": "POST", "headers": {"K": "V"}, "body": "{}",
             "cron": "0 3 * * *", "timezone": "UTC", "dst": "cronie", "timeout": "PT30S", "retries": 3, "backoff": "exponential",
             "retry_delay": "PT30S", "max_retry_delay": "PT1H", "follow_redirects": false, "overlap": "allow",
             "misfire": "run_latest", "priority": 5, "enabled": true, "tags": ["ops"], "state": "active",
             "schedule_description": "At 03:00", "next_run_at": "2026-01-03T03:00:00.000Z", "last_execution": %2$s,
             "execution_id": "%1$s", "created_at": "2026-01-01T00:00:00.000Z", "updated_at": "2026-01-01T00:00:00.000Z"}"""
                    .formatted(ID, EXECUTION);
    private static final String ATTEMPT =
            """
            {"number": 1, "status": "success", "sent_at": "2026-01-02T02:00:00.003Z", "duration_ms": 124, "status_code": 200,
             "response_body": "done", "response_truncated": false,
             "request": {"method": "POST", "url": "http://127.0.0.1:1/", "headers": {}, "body": "{}"}}""";
    private static final String ORG =
            """
            {"id": "%s", "name": "Engines", "role": "owner", "created_at": "2026-01-01T00:00:00.000Z"}""".formatted(ID);
    private static final String ME =
            """
            {"kind": "user", "user": {"id": "%s", "email": "a@example.com", "instance_admin": true}, "orgs": [%s]}"""
                    .formatted(ID, ORG);
    private static final String SESSION =
            """
            {"token": "pu_x", "expires_at": "2027-01-01T00:00:00.000Z", "me": %s}""".formatted(ME);
    private static final String KEY =
            """
            {"id": "%s", "name": "ci", "public_id": "pk_live_x", "scope": "write", "created_at": "2026-01-01T00:00:00.000Z"}"""
                    .formatted(ID);
    private static final String VERSION =
            """
            {"version": "0", "database": "h2", "java": "25"}""";

    private static final String PROBLEM =
            """
            {"type": "about:blank", "title": "Not found", "status": 404, "detail": "There is no such thing.", "code": "not_found", "request_id": "r"}""";

    private final HttpServer server;

    /** Answers until it is closed. */
    public CannedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", CannedServer::answer);
        server.start();
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean creates = exchange.getRequestMethod().equals("POST");
            String path = exchange.getRequestURI().getPath();
            boolean missing = path.endsWith("/missing");
            byte[] body = (missing ? PROBLEM : body(path, creates)).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(missing ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String body(String path, boolean creates) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return switch (last) {
            case "version" -> VERSION;
            case "register" -> SESSION;
            case "me" -> ME;
            case "orgs" -> page(ORG);
            case "keys" -> page(KEY);
            case "attempts" -> page(ATTEMPT);
            case "executions" -> page(EXECUTION);
            case "run" -> EXECUTION;
            case "tick", "pause" -> JOB;
            case ID -> EXECUTION;
            default -> creates || !last.equals("jobs") ? JOB : page(JOB);
        };
    }

    private static String page(String item) {
        return "{\"data\": [" + item + "], \"next_cursor\": null}";
    }

    /**
     * Answers for as long as another program runs, which finds the address in {@code PRIKKE_SERVER}, and ends as that does. Java is to
     * record the program, and not what a server needs.
     *
     * @param args the program
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (var server = new CannedServer()) {
            var program = new ProcessBuilder(args).inheritIO();
            program.environment().put("PRIKKE_SERVER", server.url());
            System.exit(program.start().waitFor());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
