package prikke.core.engine;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import prikke.core.job.Delivery;

/** Calls targets. Whatever a target does comes back as an {@link Outcome}, within the delivery's timeout and in bounded memory. */
final class HttpCaller implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;
    private final Connections connections;

    HttpCaller(EgressPolicy policy, int most) {
        this(policy, most, InetAddress::getAllByName);
    }

    HttpCaller(EgressPolicy policy, int most, PolicedResolver.Lookup lookup) {
        this(policy, most, lookup, DeadlineSocket::new);
    }

    /** @param sockets makes what connects; a test's may only note where to */
    HttpCaller(EgressPolicy policy, int most, PolicedResolver.Lookup lookup, Supplier<Socket> sockets) {
        timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("prikke-deadlines").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        connections = new Connections(new PolicedResolver(new TimedLookup(lookup), policy), most, sockets);
    }

    /**
     * Makes the request and waits for the whole answer, or for the delivery's timeout.
     *
     * @param first the job's own request
     * @param added the headers that Prikke adds to the job's own, for the body that is sent
     * @param sentAt now
     */
    Outcome call(Delivery delivery, Hop first, AddedToHop added, Instant sentAt) {
        Stopwatch watch = new Stopwatch(sentAt);
        try (Exchange exchange = new Exchange(timer, delivery.timeout().toNanos())) {
            return exchange.during(() -> new Journey(connections, delivery, first, added, exchange, watch).outcome());
        }
    }

    @Override
    public void close() {
        connections.close();
        timer.shutdownNow();
    }
}
