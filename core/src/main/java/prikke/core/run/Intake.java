package prikke.core.run;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import prikke.core.db.Tx;

/** Takes new executions into the engine: writes them in the caller's transaction and returns what to do once it is committed. */
public interface Intake {
    Runnable add(Tx tx, List<Planned> fresh);

    /** Ends an execution as cancelled if it has not begun, and otherwise bars it from being tried again. */
    default Runnable cancelExecution(Tx tx, UUID execution, Instant now, String reason) {
        return cancelExecutions(tx, List.of(execution), now, reason);
    }

    /** The same for several. */
    Runnable cancelExecutions(Tx tx, List<UUID> executions, Instant now, String reason);
}
