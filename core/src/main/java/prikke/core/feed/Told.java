package prikke.core.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import prikke.core.event.Batch;
import prikke.core.event.Happening;
import prikke.core.event.Happening.ToExecution;
import prikke.core.event.Happening.ToJob;
import prikke.core.run.Execution;
import prikke.core.run.Snapshots;

/** Makes events of what is logged: looks up what is only named there. */
final class Told {
    private final Snapshots snapshots;
    private final String epoch;

    Told(Snapshots snapshots, String epoch) {
        this.snapshots = snapshots;
        this.epoch = epoch;
    }

    private record Place(Batch batch, int index, Happening happening) {}

    /** The events of an organization in some batches, in their order, that are wanted. */
    List<Event> events(List<Batch> batches, UUID org, Predicate<Happening> wanted) {
        List<Place> places = new ArrayList<>();
        List<ToExecution> toExecutions = new ArrayList<>();
        for (Batch batch : batches) {
            int index = 0;
            for (Optional<Happening> one : batch.happenings()) {
                index++;
                if (one.isEmpty() || !one.get().org().equals(org) || !wanted.test(one.get())) continue;
                places.add(new Place(batch, index, one.get()));
                if (one.get() instanceof ToExecution e) toExecutions.add(e);
            }
        }
        Map<ToExecution, Execution> executions = toExecutions.isEmpty() ? Map.of() : snapshots.of(org, toExecutions);
        List<Event> events = new ArrayList<>(places.size());
        for (Place place : places) event(place, executions).ifPresent(events::add);
        return events;
    }

    /** Nothing where the execution is gone, with its organization or out of the history. */
    private Optional<Event> event(Place place, Map<ToExecution, Execution> executions) {
        Batch batch = place.batch();
        String id = new Position(epoch, batch.seq(), place.index()).text();
        return switch (place.happening()) {
            case ToExecution e -> Optional.ofNullable(executions.get(e)).map(found -> new Event.OfExecution(id, e.type(), batch.at(), found));
            case ToJob j -> Optional.of(new Event.OfJob(id, j.type(), batch.at(), j.job(), j.key(), j.name(), j.enabled()));
        };
    }
}
