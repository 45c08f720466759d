package prikke.core.job;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prikke.core.audit.Changes;

/**
 * What the audit log tells of jobs: every field of a draft, as the API spells it. Of headers and URLs the credentials are masked; of a
 * body only its size is told, since it may hold anything and be large.
 */
final class JobChanges {
    /** Taken from the draft itself, so that a field which is added to it can't be missing here. */
    private static final List<Field> FIELDS =
            Arrays.stream(JobDraft.class.getRecordComponents()).map(Field::of).toList();

    /** What is longer is told by its size. */
    private static final int LONGEST_BODY = 500;

    private JobChanges() {}

    /** What a draft states. */
    static Changes stated(JobDraft draft) {
        return between(null, draft, false);
    }

    /** What a draft states, for whoever may read the job: with its body, where that is short. */
    static Changes told(JobDraft draft) {
        return between(null, draft, true);
    }

    /** Where two jobs differ, likewise. */
    static Changes told(Job before, Job after) {
        return between(Drafts.of(before), Drafts.of(after), true);
    }

    /** Where two jobs differ. */
    static Changes between(Job before, Job after) {
        return between(Drafts.of(before), Drafts.of(after), false);
    }

    private static Changes between(@Nullable JobDraft before, JobDraft after, boolean bodies) {
        Changes changes = Changes.none();
        for (Field field : FIELDS) {
            Object was = before == null ? null : field.value(before);
            Object is = field.value(after);
            if (field.name.equals("headers")) headers(changes, was, is);
            else if (!Objects.equals(was, is)) changes.differ(field.name, field.shown(was, bodies), field.shown(is, bodies));
        }
        return changes;
    }

    private static void headers(Changes changes, @Nullable Object before, @Nullable Object after) {
        Map<?, ?> was = before instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> is = after instanceof Map<?, ?> map ? map : Map.of();
        Set<Object> names = new LinkedHashSet<>(was.keySet());
        names.addAll(is.keySet());
        for (Object name : names) {
            if (Objects.equals(was.get(name), is.get(name))) continue;
            boolean secret = SensitiveHeaders.named(name.toString());
            changes.differ("headers." + name, header(was.get(name), secret), header(is.get(name), secret));
        }
    }

    private static @Nullable Object header(@Nullable Object value, boolean secret) {
        return value != null && secret ? SensitiveHeaders.MASK : value;
    }

    private record Field(String name, RecordComponent component) {
        static Field of(RecordComponent component) {
            return new Field(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT), component);
        }

        @Nullable Object value(JobDraft draft) {
            try {
                return component.getAccessor().invoke(draft);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("A record can always be asked for its components", e);
            }
        }

        @Nullable Object shown(@Nullable Object value, boolean bodies) {
            if (!(value instanceof String text)) return value;
            if (name.equals("body") && bodies && text.length() <= LONGEST_BODY) return text;
            if (name.equals("body")) return text.getBytes(StandardCharsets.UTF_8).length + " bytes";
            return name.equals("url") || name.endsWith("_url") ? MaskedUrl.of(text) : text;
        }
    }
}
