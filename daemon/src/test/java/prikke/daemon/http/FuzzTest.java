package prikke.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/**
 * Random requests to every route, in the name of an owner so that they reach far, for some seconds. What fails is told with its seed:
 * {@code -Dprikke.fuzz.seed=…} begins with the same requests, {@code -Dprikke.fuzz.seconds=…} goes on for longer.
 */
class FuzzTest {
    private static final long SEED = Long.getLong("prikke.fuzz.seed", System.nanoTime());
    private static final long SECONDS = Long.getLong("prikke.fuzz.seconds", 8);
    private static final int THREADS = 3;
    private static final int REQUESTS_OF_AN_OWNER = 400;

    private static final Pattern FIELDS = Pattern.compile("the fields are ([a-z_, ]+)\\.");
    /** A line of a stack trace, an exception's name, or a class's. */
    private static final Pattern LEAK = Pattern.compile("\\bat [a-z]+(\\.\\w+)+\\(|[A-Za-z]Exception"
            + "|\\b(java|javax|prikke|org|com|io)\\.(core|daemon|lang|util|net|jooq|h2|fasterxml|helidon|postgresql)");

    /** Somebody who may do everything in an organization that has one of each. */
    private record Owner(String token, List<String> names) {}

    private static final int MOST_FAILURES = 20;

    /** So large that the answer may come, and the connection end, before all of it is written. */
    private static final int LARGE = 20_000;

    private final AtomicInteger next = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Test
    void no_request_is_answered_with_500_or_with_what_is_inside() throws Exception {
        try (TestDaemon daemon = TestDaemon.start(Map.of("PRIKKE_RATE_PER_ADDRESS", "off"))) {
            List<String> routes = daemon.routes();
            List<String> fields = fields(daemon, routes);
            assertThat(fields).contains("cron", "url", "expires", "concurrency");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
            Callable<Void> fuzzer = () -> {
                for (int number = 0; System.nanoTime() < end; number++) {
                    Owner owner = owner(daemon);
                    for (int i = 0; i < REQUESTS_OF_AN_OWNER && System.nanoTime() < end; i++) {
                        statuses.merge(tryOne(daemon, routes, fields, owner), 1, Integer::sum);
                        if (failures.size() > MOST_FAILURES) return null;
                    }
                }
                return null;
            };
            List<Callable<Void>> fuzzers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) fuzzers.add(fuzzer);
            try (var threads = Executors.newFixedThreadPool(THREADS)) {
                for (Future<Void> done : threads.invokeAll(fuzzers)) done.get();
            }

            assertThat(failures).isEmpty();
            assertThat(statuses).as("some got far, some did not, seed %d", SEED).containsKeys(200, 400, 404, 422);
        }
    }

    private int tryOne(TestDaemon daemon, List<String> routes, List<String> fields, Owner owner) {
        int number = next.getAndIncrement();
        Random random = new Random(SEED + number);
        String route = routes.get(random.nextInt(routes.size()));
        String request = new FuzzRequest(random, fields, owner.names()).to(route, owner.token());
        String answer;
        // From many addresses, so that what is made up for a token does not have the owner's held back.
        try (Wire wire = new Wire(daemon.url(), "127.0.7." + (1 + number % 250))) {
            answer = wire.write(request).rest();
        } catch (IOException e) {
            if (request.length() < LARGE) failures.add("seed " + SEED + ", request " + number + " got no answer (" + e + "): " + shown(request));
            return 0;
        }
        String what = "seed %d, request %d:%n%s%nwas answered%n%s".formatted(SEED, number, shown(request), shown(answer));
        int status = answer.matches("(?s)HTTP/1\\.1 \\d{3} .*") ? Integer.parseInt(answer.substring(9, 12)) : 0;
        boolean expected = status > 0 && (status < 500 || status == 501 || status == 503);
        if (!expected || LEAK.matcher(answer).find()) failures.add(what);
        return status;
    }

    private static String shown(String text) {
        return text.length() <= 3000 ? text : text.substring(0, 3000) + "… (" + text.length() + ")";
    }

    /** The fields of every body, as the refusals of an unknown one name them. */
    private static List<String> fields(TestDaemon daemon, List<String> routes) {
        Set<String> fields = new TreeSet<>();
        TestClient user = daemon.newUser();
        for (String route : routes) {
            String[] parts = route.split(" ", 2);
            if (parts[0].matches("GET|DELETE") || !parts[1].startsWith("/api/v1") || parts[1].endsWith("/logout")) continue;
            String path = parts[1].substring("/api/v1".length()).replaceAll("\\{\\w+:(\\w+)}", "$1").replaceAll("\\{\\w+}", "x");
            Matcher named = FIELDS.matcher(user.send(parts[0], path, "{\"qqqqqqqqqqqq\":1}", Map.of()).text());
            while (named.find()) fields.addAll(List.of(named.group(1).split(", ")));
        }
        return List.copyOf(fields);
    }

    private static Owner owner(TestDaemon daemon) {
        TestClient user = daemon.newUser();
        List<String> names = new ArrayList<>(List.of("k", "q", "nothing", "01900000-0000-7000-8000-000000000000"));
        names.add(user.put("/jobs/k", "{\"url\":\"http://127.0.0.1:1/\",\"every\":\"1h\",\"queue\":\"q\"}").is(201).at("id"));
        names.add(user.post("/jobs/k/run").is(201).at("id"));
        names.add(user.post("/jobs", "{\"url\":\"http://127.0.0.1:1/\",\"retries\":0}").is(202).at("execution_id"));
        user.put("/queues/q", "{\"concurrency\":2}").is(200);
        names.add(user.post("/keys", "{\"name\":\"k\"}").is(201).at("id"));
        names.add(user.get("/orgs").json().at("/data/0/id").asText());
        return new Owner(String.valueOf(user.token()), names);
    }
}
