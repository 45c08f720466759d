package prikke.daemon.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import prikke.core.feed.Event;
import prikke.core.feed.Signal;
import prikke.core.feed.Subscription;

/**
 * An answer that goes on: what a subscription tells, as server-sent events, for as long as client and daemon are there. Whatever
 * comes together is sent together. Who does not take it is cut off by the {@link Watch}.
 *
 * @param heartbeat after so long without an event a comment is sent
 * @param data what is told of an event, in JSON or in HTML
 */
public record LiveAnswer(Subscription subscription, Duration heartbeat, Function<Event, String> data) implements Streamed.Content {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int TOGETHER = 16 * 1024;

    /** The answer to a request. */
    public Answer answer() {
        return Answer.ok(new Streamed(Sse.TYPE, this));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (subscription) {
            Sse sse = new Sse(new BufferedOutputStream(out, TOGETHER));
            sse.open(subscription.start(), RETRY);
            sse.flush();
            while (tell(sse, subscription.next(heartbeat))) {
                Signal more = subscription.next(Duration.ZERO);
                while (!(more instanceof Signal.Quiet)) {
                    if (!tell(sse, more)) return;
                    more = subscription.next(Duration.ZERO);
                }
                sse.flush();
            }
        }
    }

    /** Whether there may be more to tell. */
    private boolean tell(Sse sse, Signal signal) throws IOException {
        switch (signal) {
            case Signal.Happened(Event event) -> sse.event(event.id(), event.type().text(), data.apply(event));
            case Signal.Quiet(String position) -> sse.beat(position);
            case Signal.Reset(String position, String reason) -> sse.event(position, "reset", json("forgotten", reason));
            case Signal.Ended(Signal.Why why) -> {
                end(sse, why);
                return false;
            }
        }
        return true;
    }

    private static void end(Sse sse, Signal.Why why) throws IOException {
        sse.event("end", switch (why) {
            case CLOSED -> json("closed", "The daemon stops. Connect again and go on from the last id.");
            case TOO_SLOW -> json("too_slow", "More has happened than was taken. Connect again and go on from the last id, or ask for less.");
            case NOT_ALLOWED -> json("unauthorized", "The credentials hold no more.");
        });
        sse.flush();
    }

    private static String json(String code, String detail) {
        return new String(Replies.json(Map.of("code", code, "detail", detail)), StandardCharsets.UTF_8);
    }

    @Override
    public void unwanted() {
        subscription.close();
    }
}
