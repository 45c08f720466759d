package prikke.daemon.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import prikke.core.feed.Signal;
import prikke.core.feed.Subscription;

/**
 * An answer that goes on: a view of something, the whole of it again each time that it has changed, as a server-sent event. Its first
 * event makes up for whatever was missed while there was no connection.
 *
 * @param heartbeat after so long without an event a comment is sent
 * @param together what happens within so long is shown at once
 * @param watched whether it is looked at every heartbeat too: things change in it that no event tells of
 * @param view renders it as it is now
 */
public record LiveView(Subscription subscription, Duration heartbeat, Duration together, boolean watched, Supplier<String> view) implements Streamed.Content {
    private static final String EVENT = "now";
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int BUFFER = 16 * 1024;

    /** The answer to a request. */
    public Answer answer() {
        return Answer.ok(new Streamed(Sse.TYPE, this));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (subscription) {
            Sse sse = new Sse(new BufferedOutputStream(out, BUFFER));
            sse.open(subscription.start(), RETRY);
            String shown = show(sse, "");
            while (true) {
                switch (subscription.next(heartbeat)) {
                    case Signal.Quiet(String position) -> {
                        String before = shown;
                        if (watched) shown = show(sse, shown);
                        if (shown.equals(before)) sse.beat(position);
                    }
                    case Signal.Happened _, Signal.Reset _ -> {
                        if (gather() instanceof Signal.Ended ended) {
                            end(sse, ended.why());
                            return;
                        }
                        shown = show(sse, shown);
                    }
                    case Signal.Ended(Signal.Why why) -> {
                        end(sse, why);
                        return;
                    }
                }
                sse.flush();
            }
        }
    }

    private String show(Sse sse, String shown) throws IOException {
        String now = view.get();
        if (!now.equals(shown)) sse.event(EVENT, now);
        sse.flush();
        return now;
    }

    /** Lets what happens in short order come together; the end, should it come meanwhile. */
    private Signal.@Nullable Ended gather() {
        long until = System.nanoTime() + together.toNanos();
        for (long left = together.toNanos(); left > 0; left = until - System.nanoTime()) {
            Signal signal = subscription.next(Duration.ofNanos(left));
            if (signal instanceof Signal.Ended ended) return ended;
        }
        return null;
    }

    /** Who may not listen any more is not to come back; anybody else is. */
    private static void end(Sse sse, Signal.Why why) throws IOException {
        if (why == Signal.Why.NOT_ALLOWED) sse.event("end", "");
        sse.flush();
    }

    @Override
    public void unwanted() {
        subscription.close();
    }
}
