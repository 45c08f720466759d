package prikke.core.db;

import java.util.Collection;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** The databases that Prikke runs on. */
public enum Dialect {
    H2("h2", SQLDialect.H2),
    POSTGRESQL("postgresql", SQLDialect.POSTGRES);

    private final String text;
    private final SQLDialect jooq;

    Dialect(String text, SQLDialect jooq) {
        this.text = text;
        this.jooq = jooq;
    }

    /** As {@code GET /version} answers it; also the folder of its own migrations. */
    public String text() {
        return text;
    }

    /** Whether a field is one of these: on PostgreSQL by one array, so that the statement is the same however many they are. */
    public Condition among(Field<UUID> field, Collection<UUID> ids) {
        return switch (this) {
            case H2 -> field.in(ids);
            case POSTGRESQL -> field.eq(DSL.any(DSL.val(ids.toArray(UUID[]::new))));
        };
    }

    SQLDialect jooq() {
        return jooq;
    }

    static Dialect of(String jdbcUrl) {
        if (jdbcUrl.startsWith("jdbc:h2:")) return H2;
        if (jdbcUrl.startsWith("jdbc:postgresql:")) return POSTGRESQL;
        throw new IllegalArgumentException("The database URL must begin with jdbc:postgresql: (or jdbc:h2:), such as "
                + "jdbc:postgresql://localhost/prikke; this one is " + jdbcUrl.split("[?;]", 2)[0]);
    }
}
