package prikke.core.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.audit.Subject;

/**
 * A job as it is stored.
 *
 * @param key the user's own slug, or null for an anonymous one-off
 * @param revision identifies the delivery, which changes only by becoming another revision
 * @param version counts the edits, for ETag
 * @param planAt the next occurrence to be planned; null while paused, for one-offs, and once the schedule has ended
 */
public record Job(
        UUID id,
        UUID org,
        @Nullable String key,
        @Nullable String name,
        UUID revision,
        Delivery delivery,
        Timing timing,
        JobOptions options,
        boolean enabled,
        long version,
        @Nullable Instant planAt,
        Instant createdAt,
        Instant updatedAt) {

    /** What tells this state of the job from all others, also from those of another job that had its key before. */
    public String tag() {
        return Long.toHexString(id.getLeastSignificantBits()) + "." + version;
    }

    /** What the audit log knows it by. */
    public Subject subject() {
        return new Subject("job", id, key == null ? name : key);
    }

    /** The job as it could be sent: everything stated, credentials masked, which stands for the stored ones. */
    public JobDraft draft() {
        return Drafts.shown(this);
    }

    /** How messages name it. */
    public String label() {
        return key == null ? id.toString() : key;
    }
}
