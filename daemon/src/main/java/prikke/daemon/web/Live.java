package prikke.daemon.web;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import prikke.core.account.Caller;
import prikke.core.event.EventType;
import prikke.core.feed.EventFilter;
import prikke.core.feed.Feed;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Content;
import prikke.daemon.http.LiveView;

/** Keeps parts of pages as they are by now: the same part that the page was made with, again after each change. */
public final class Live {
    private static final Duration TOGETHER = Duration.ofMillis(250);

    /** How often that is looked at which changes without an event. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Feed feed;
    private final Duration heartbeat;

    Live(Feed feed, Duration heartbeat) {
        this.feed = feed;
        this.heartbeat = heartbeat;
    }

    /**
     * Shows a part again whenever something happens.
     *
     * @param job to which job or its runs; null for any
     * @param parameters makes what the template takes, as it is by then; it is told besides that it is {@code live}
     */
    public Answer of(Visit visit, Caller caller, @Nullable UUID job, String template, Supplier<Map<String, ?>> parameters) {
        return of(visit, caller, job, heartbeat, false, template, parameters);
    }

    /** The same of a part that also changes without an event, and says nothing of how long ago anything was. */
    public Answer watched(Visit visit, Caller caller, String template, Supplier<Map<String, ?>> parameters) {
        return of(visit, caller, null, LOOK, true, template, parameters);
    }

    private Answer of(
            Visit visit, Caller caller, @Nullable UUID job, Duration beat, boolean watched, String template, Supplier<Map<String, ?>> parameters) {
        EventFilter filter = new EventFilter(job, EnumSet.allOf(EventType.class));
        Supplier<String> view = () -> visit.text(template, live(parameters.get()));
        return new LiveView(feed.subscribe(visit.requireUser(), caller, filter, null), beat, TOGETHER, watched, view).answer();
    }

    /** For who may not look, or not any more: the part's page is loaded anew then, and goes where such visitors go. */
    static Answer over() {
        return Answer.ok(new Content("text/event-stream; charset=utf-8", "event: end\ndata: \n\n", List.of()));
    }

    private static Map<String, ?> live(Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("live", true);
        return all;
    }
}
