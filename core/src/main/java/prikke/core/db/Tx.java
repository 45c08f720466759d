package prikke.core.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

/**
 * A connection's worth of statements, in a transaction unless made by {@link Database#read}. Stores write through {@link #sql};
 * everyone else only hands it on.
 */
public final class Tx {
    private static final String UNIQUE_VIOLATION = "23505";

    private final DSLContext sql;
    private final Dialect dialect;
    private final List<Runnable> undos;
    private final List<Runnable> doubts;

    Tx(DSLContext sql, Dialect dialect, List<Runnable> undos, List<Runnable> doubts) {
        this.sql = sql;
        this.dialect = dialect;
        this.undos = undos;
        this.doubts = doubts;
    }

    /**
     * Has something in memory forgotten, should it stay open whether this transaction is kept: it is committed, and can't be brought to
     * the disk, or the database went away before it answered the commit. Nobody is told that it was kept.
     */
    public void onDoubt(Runnable forgetting) {
        doubts.add(forgetting);
    }

    /** Has something in memory taken back, should it be certain that nothing comes of this transaction. */
    public void onRollback(Runnable undo) {
        undos.add(undo);
    }

    /** For stores. */
    public DSLContext sql() {
        return sql;
    }

    /**
     * Executes an insert that is to do nothing where there is such a row already. H2 fails it where another has entered the row in
     * the meantime, which comes to the same: that row is committed by then.
     */
    public void enter(Query insert) {
        try {
            insert.execute();
        } catch (IntegrityConstraintViolationException e) {
            if (dialect != Dialect.H2 || !e.sqlState().equals(UNIQUE_VIOLATION)) throw e;
        }
    }

    /** Work on the bare connection, for the hot path: statements whose text is fixed and whose rows come by the hundred. */
    public <T> T jdbc(Statements<T> work) {
        return sql.connectionResult(work::apply);
    }

    /** What {@link #jdbc} runs. */
    public interface Statements<T> {
        T apply(Connection connection) throws SQLException;
    }

    /**
     * Has everybody told who listens to this database, once this is committed; the same word is told only once. Such commits wait for
     * each other. On H2 nobody listens.
     */
    public void tell(String word) {
        if (dialect == Dialect.POSTGRESQL) sql.execute("select pg_notify({0}, {1})", DSL.val(Listener.CHANNEL), DSL.val(word));
    }

    public Dialect dialect() {
        return dialect;
    }
}
