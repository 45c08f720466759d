package prikke.core.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Binds and reads what both databases understand, for statements on the bare connection. Parameters are bound in order. */
public final class Rows {
    private final PreparedStatement statement;
    private int at;

    public Rows(PreparedStatement statement) {
        this.statement = statement;
    }

    public Rows set(@Nullable UUID value) throws SQLException {
        if (value == null) statement.setNull(++at, Types.OTHER);
        else statement.setObject(++at, value);
        return this;
    }

    /** As an array, which PostgreSQL has. */
    public Rows set(Collection<UUID> values) throws SQLException {
        statement.setArray(++at, statement.getConnection().createArrayOf("uuid", values.toArray()));
        return this;
    }

    public Rows set(@Nullable String value) throws SQLException {
        statement.setString(++at, value);
        return this;
    }

    public Rows set(@Nullable Instant value) throws SQLException {
        if (value == null) statement.setNull(++at, Types.TIMESTAMP_WITH_TIMEZONE);
        else statement.setObject(++at, value.atOffset(ZoneOffset.UTC));
        return this;
    }

    public Rows set(long value) throws SQLException {
        statement.setLong(++at, value);
        return this;
    }

    public Rows set(int value) throws SQLException {
        statement.setInt(++at, value);
        return this;
    }

    public Rows set(boolean value) throws SQLException {
        statement.setBoolean(++at, value);
        return this;
    }

    public Rows set(byte @Nullable [] value) throws SQLException {
        statement.setBytes(++at, value);
        return this;
    }

    public Rows setOrNull(@Nullable Long value) throws SQLException {
        if (value == null) statement.setNull(++at, Types.BIGINT);
        else statement.setLong(++at, value);
        return this;
    }

    public Rows setOrNull(@Nullable Integer value) throws SQLException {
        if (value == null) statement.setNull(++at, Types.INTEGER);
        else statement.setInt(++at, value);
        return this;
    }

    /** Ends a row of a batch. */
    public void next() throws SQLException {
        statement.addBatch();
        at = 0;
    }

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
