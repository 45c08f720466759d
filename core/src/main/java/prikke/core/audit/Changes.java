package prikke.core.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields that a deed changed, gathered one by one. What holds a secret is to be masked before it gets here. */
public final class Changes {
    private final Map<String, Change> fields = new LinkedHashMap<>();

    private Changes() {}

    public static Changes none() {
        return new Changes();
    }

    /** A single field, if it differs. */
    public static Changes of(String field, @Nullable Object before, @Nullable Object after) {
        return none().add(field, before, after);
    }

    /** A field, if it differs. */
    public Changes add(String field, @Nullable Object before, @Nullable Object after) {
        return Objects.equals(before, after) ? this : differ(field, before, after);
    }

    /** A field that differs, though what may be shown of it may be the same. */
    public Changes differ(String field, @Nullable Object before, @Nullable Object after) {
        fields.put(field, new Change(before, after));
        return this;
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** By the field's name as the API spells it, in the order they were added in. */
    public Map<String, Change> fields() {
        return Collections.unmodifiableMap(fields);
    }
}
