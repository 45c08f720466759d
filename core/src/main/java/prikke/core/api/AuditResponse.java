package prikke.core.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log: what somebody did.
 *
 * @param actor the e-mail address of a user or the name of a key, as it was then
 * @param actorType {@code user} or {@code key}
 * @param address where the request came from
 * @param action such as {@code job.update}
 * @param subjectType what it was done to, such as {@code job}
 * @param subjectId null for what is known by its name alone, such as a queue
 * @param subjectName as it was then
 * @param changes by field, the value before and the value after, each null where there was none; credentials are masked
 */
public record AuditResponse(
        UUID id,
        Instant at,
        String actor,
        String actorType,
        @Nullable UUID actorId,
        @Nullable String address,
        @Nullable String userAgent,
        String action,
        String subjectType,
        @Nullable UUID subjectId,
        @Nullable String subjectName,
        Map<String, List<@Nullable Object>> changes) {}
