package prikke.core.db;

/**
 * The embedded database of a test by a user of whom it can be had that flushing to the disk fails, while all else goes on: only
 * administrators may flush.
 */
public final class Unflushable implements AutoCloseable {
    private final TestDatabase on;
    private final Database database;

    /** @param on an H2 one */
    public Unflushable(TestDatabase on) {
        this.on = on;
        execute("create user plain password 'plain' admin");
        execute("grant select, insert, update, delete on schema public to plain");
        DatabaseConfig own = on.config();
        database = Database.open(new DatabaseConfig(own.url(), "plain", "plain", own.connections(), true));
    }

    public Database database() {
        return database;
    }

    /** From now on every flush fails. */
    public void fail() {
        execute("alter user plain admin false");
    }

    public void mend() {
        execute("alter user plain admin true");
    }

    private void execute(String sql) {
        on.database().run(tx -> tx.sql().execute(sql));
    }

    @Override
    public void close() {
        database.close();
    }
}
