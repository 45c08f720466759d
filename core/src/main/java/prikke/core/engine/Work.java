package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import prikke.core.Distribution;
import prikke.core.run.AttemptResult;
import prikke.core.run.AttemptStatus;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Finish;

/** What this node has attempted since it started, counted for whoever watches over it. Nothing of it is kept when it stops. */
public final class Work {
    private final Map<AttemptStatus, LongAdder> attempts = adders(AttemptStatus.class, AttemptStatus.values());
    private final Map<ExecutionStatus, LongAdder> ends = adders(ExecutionStatus.class, ExecutionStatus.values());
    private final Distribution lags = new Distribution();
    private final Distribution durations = new Distribution();

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type, E[] values) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E value : values) adders.put(value, new LongAdder());
        return adders;
    }

    /** An attempt has been made. */
    void made(Finish finish) {
        AttemptResult result = finish.result();
        count(attempts, result.status());
        if (finish.next() instanceof Finish.End end) count(ends, end.status());
        Instant sent = result.sentAt();
        if (sent == null) return;
        lags.add(Duration.between(finish.claim().dueAt(), sent));
        if (result.answeredAt() != null) durations.add(Duration.between(sent, result.answeredAt()));
    }

    private static <E> void count(Map<E, LongAdder> adders, E value) {
        LongAdder adder = adders.get(value);
        if (adder != null) adder.increment();
    }

    /** How many attempts came to what. */
    public Map<AttemptStatus, LongAdder> attempts() {
        return attempts;
    }

    /** How many executions ended by an attempt made here, and how. */
    public Map<ExecutionStatus, LongAdder> ends() {
        return ends;
    }

    /** How long after they were due attempts were sent. */
    public Distribution lags() {
        return lags;
    }

    /** How long after that the answer was complete, or given up on. */
    public Distribution durations() {
        return durations;
    }
}
