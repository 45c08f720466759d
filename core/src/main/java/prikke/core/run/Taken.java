package prikke.core.run;

import java.util.List;
import prikke.core.db.Tx;

/** Is told what has been taken for this node while the transaction that takes it is still open. */
@FunctionalInterface
public interface Taken {
    /** For where nobody holds claims in memory. */
    Taken UNHEARD = (tx, claims) -> {};

    /** Claims that are this node's once the transaction is committed. */
    void taken(Tx tx, List<Claim> claims);
}
