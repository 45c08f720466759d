package prikke.core.run;

import java.util.List;
import prikke.core.db.Tx;

/** Takes new executions into the engine: writes them in the caller's transaction and returns what to do once it is committed. */
public interface Intake {
    Runnable add(Tx tx, List<Planned> fresh);
}
