package prikke.daemon.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.core.Nearest;
import prikke.core.account.Caller;
import prikke.core.api.EventResponse;
import prikke.core.api.Json;
import prikke.core.api.Paths;
import prikke.core.event.EventType;
import prikke.core.feed.Event;
import prikke.core.feed.EventFilter;
import prikke.core.feed.Feed;
import prikke.core.job.Jobs;
import prikke.core.run.ExecutionStatus;
import prikke.daemon.http.Answer;
import prikke.daemon.http.LiveAnswer;
import prikke.daemon.http.Query;
import prikke.daemon.http.Request;

/** What happens, as it happens. */
public final class EventsApi {
    private final Feed feed;
    private final Jobs jobs;
    private final Duration heartbeat;

    public EventsApi(Feed feed, Jobs jobs, Duration heartbeat) {
        this.feed = feed;
        this.jobs = jobs;
        this.heartbeat = heartbeat;
    }

    Answer stream(Request request) {
        Caller caller = request.caller();
        Query query = request.query("job", "types", "status", "after");
        Set<EventType> types = types(query.text("types"));
        types.retainAll(statuses(query.text("status")));
        String job = query.text("job");
        UUID of = job == null ? null : jobs.get(caller, job).id();
        String after = request.header(Paths.LAST_EVENT_ID_HEADER).filter(id -> !id.isEmpty()).orElse(query.text("after"));
        return new LiveAnswer(
                        feed.subscribe(request.identity(), caller, new EventFilter(of, types), after), heartbeat, EventsApi::json)
                .answer();
    }

    private static Set<EventType> types(@Nullable String text) {
        return each(text, EventType::named, part -> {
            String all = Arrays.stream(EventType.values()).map(EventType::text).collect(Collectors.joining(", "));
            String near = Nearest.to(part, Arrays.stream(EventType.values()).map(EventType::text).toList());
            return "types takes " + all + ", or execution or job for all of those, several with commas between; this one is " + part + "."
                    + (near == null ? "" : " Did you mean " + near + "?");
        });
    }

    /** What leaves an execution in one of the states. */
    private static Set<EventType> statuses(@Nullable String text) {
        return each(text, part -> ExecutionStatus.parse(part).map(EventsApi::leavesIn).orElse(Set.of()),
                part -> "status takes " + Arrays.stream(ExecutionStatus.values())
                                .filter(status -> !leavesIn(status).isEmpty())
                                .map(ExecutionStatus::text)
                                .collect(Collectors.joining(", "))
                        + ", several with commas between; this one is " + part + ".");
    }

    private static Set<EventType> leavesIn(ExecutionStatus status) {
        return switch (status) {
            // Nothing is told of what is only planned.
            case PENDING -> Set.of();
            case RUNNING -> Set.of(EventType.EXECUTION_STARTED);
            case RETRYING -> Set.of(EventType.EXECUTION_RETRYING);
            case SUCCESS -> Set.of(EventType.EXECUTION_SUCCEEDED);
            case FAILED -> Set.of(EventType.EXECUTION_FAILED);
            case TIMEOUT -> Set.of(EventType.EXECUTION_TIMED_OUT);
            case MISSED -> Set.of(EventType.EXECUTION_MISSED);
            case SKIPPED -> Set.of(EventType.EXECUTION_SKIPPED);
            case CANCELLED -> Set.of(EventType.EXECUTION_CANCELLED);
        };
    }

    /** What the parts of a text name together; all there is where there is no text. */
    private static Set<EventType> each(@Nullable String text, Function<String, Set<EventType>> named, Function<String, String> refusal) {
        if (text == null) return EnumSet.allOf(EventType.class);
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (String part : text.split(",", -1)) {
            Set<EventType> meant = named.apply(part.strip());
            if (meant.isEmpty()) throw Query.bad(refusal.apply(part.strip()));
            types.addAll(meant);
        }
        return types;
    }

    private static String json(Event event) {
        try {
            return Json.mapper().writeValueAsString(response(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event has no JSON form", e);
        }
    }

    private static EventResponse response(Event event) {
        return switch (event) {
            case Event.OfExecution e ->
                new EventResponse(e.id(), e.type().text(), e.at(), ExecutionEncoding.response(e.execution()), null);
            case Event.OfJob j ->
                new EventResponse(j.id(), j.type().text(), j.at(), null, new EventResponse.Job(j.jobId(), j.key(), j.name(), j.enabled()));
        };
    }
}
