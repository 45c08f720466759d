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
    /** How many are looked up in one query. */
    private static final int TOGETHER = 500;

    private final Snapshots snapshots;
    private final String epoch;

    Told(Snapshots snapshots, String epoch) {
        this.snapshots = snapshots;
        this.epoch = epoch;
    }

    /** Something that has happened, in its place in the log. */
    record Place(Batch batch, int index, Happening happening) {
        boolean isAfter(Position position) {
            return batch.seq() > position.seq() || batch.seq() == position.seq() && index > position.index();
        }
    }

    /** What has happened in an organization in some batches, in order, as far as it is wanted. */
    static List<Place> places(List<Batch> batches, UUID org, Predicate<Happening> wanted) {
        List<Place> places = new ArrayList<>();
        for (Batch batch : batches) {
            int index = 0;
            for (Optional<Happening> one : batch.happenings()) {
                index++;
                if (one.isPresent() && one.get().org().equals(org) && wanted.test(one.get())) places.add(new Place(batch, index, one.get()));
            }
        }
        return places;
    }

    /** The events that places of one organization stand for. */
    List<Event> events(List<Place> places, UUID org) {
        List<Event> events = new ArrayList<>(places.size());
        for (int from = 0; from < places.size(); from += TOGETHER) {
            List<Place> some = places.subList(from, Math.min(places.size(), from + TOGETHER));
            List<ToExecution> toExecutions = some.stream()
                    .filter(place -> place.happening() instanceof ToExecution)
                    .map(place -> (ToExecution) place.happening())
                    .toList();
            Map<ToExecution, Execution> executions = toExecutions.isEmpty() ? Map.of() : snapshots.of(org, toExecutions);
            for (Place place : some) event(place, executions).ifPresent(events::add);
        }
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
