package prikke.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** One-off jobs of an organization, each a POST of 200 bytes, that all become due at one instant. */
final class Backlog {
    private static final int CLIENTS = 8;
    static final int BATCH = 100;
    /** How long a load may take, at the worst, in seconds a job. */
    private static final double SLOW = 0.004;

    private final long daemon;
    private final Org org;
    private final Target target;
    private final String path;
    private double secondsPerJob = SLOW;

    /** @param path what the jobs' paths begin with */
    Backlog(DaemonUnderTest daemon, Org org, Target target, String path) {
        this(daemon.pid(), org, target, path);
    }

    /** The same on the daemon with that process id. */
    Backlog(long daemon, Org org, Target target, String path) {
        this.daemon = daemon;
        this.org = org;
        this.target = target;
        this.path = path;
    }

    /** Loads jobs and says when they are due, which is soon. */
    Instant load(Place place, int count) throws Exception {
        Instant due = Instant.now().plusSeconds(5).plusMillis((long) (1500 * secondsPerJob * count));
        secondsPerJob = new Load(org, CLIENTS, BATCH).send(0, count, i -> job(i, due)).seconds() / count;
        place.settle();
        if (Instant.now().plusSeconds(2).isAfter(due)) throw new IllegalStateException("Loading took longer than was allowed for");
        return due;
    }

    private String job(int i, Instant due) {
        return post(target.url(path + i), i).put("run_at", due.toString()).toString();
    }

    /** A job that posts 200 bytes. */
    static ObjectNode post(String url, int i) {
        String head = "{\"job\":" + i + ",\"pad\":\"";
        ObjectNode job = Org.object().put("url", url).put("method", "POST").put("body", head + "x".repeat(198 - head.length()) + "\"}");
        job.putObject("headers").put("Content-Type", "application/json");
        return job;
    }

    /**
     * What draining came to.
     *
     * @param perSecond executions a second from the instant on that they were due
     * @param daemonMicros processor time of the daemon's for each
     * @param serverMicros processor time of the database's server for each
     */
    record Drained(double perSecond, double daemonMicros, double serverMicros) {}

    /** Loads, and waits until all is executed and recorded, without looking at what that takes. */
    void run(Place place, int count) throws Exception {
        Thread.sleep(Duration.between(Instant.now(), load(place, count)));
        target.await(count, Duration.ofMinutes(5));
        while (!place.idle(org)) Thread.sleep(2);
        target.take();
    }

    /** Loads, and waits until all is executed and recorded. */
    Drained drain(Place place, int count) throws Exception {
        Instant due = load(place, count);
        Thread.sleep(Duration.between(Instant.now(), due));
        long daemonBefore = Processor.ofDaemon(daemon);
        long serverBefore = Processor.ofServer(place);
        target.await(count, Duration.ofMinutes(5));
        while (!place.idle(org)) Thread.sleep(2);
        double seconds = Arrival.millis(due, Instant.now()) / 1000;
        double daemonMicros = Processor.ofDaemon(daemon) - daemonBefore;
        double serverMicros = Processor.ofServer(place) - serverBefore;
        target.take();
        return new Drained(count / seconds, daemonMicros / count, serverMicros / count);
    }
}
