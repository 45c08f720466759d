package prikke.core.job;

import static prikke.core.db.schema.Tables.JOBS;
import static prikke.core.db.schema.Tables.JOB_REVISIONS;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import prikke.core.db.JsonText;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.records.JobRevisionsRecord;
import prikke.core.db.schema.tables.records.JobsRecord;
import prikke.core.schedule.DstPolicy;

/** Jobs and their revisions in the database. A deleted job keeps its row, for the sake of its history, but is seen no more. */
final class JobStore {

    /** Adds the revision that the job now has. */
    void addRevision(Tx tx, Job job) {
        tx.sql().batchInsert(revisionRow(job)).execute();
    }

    /**
     * Writes an edited job, unless somebody else edited it since it was read.
     *
     * @param readVersion the version that was read
     * @return whether it was written
     */
    boolean update(Tx tx, Job job, long readVersion) {
        JobsRecord row = row(job);
        row.changed(JOBS.ID, false);
        return tx.sql().update(JOBS)
                        .set(row)
                        .where(JOBS.ID.eq(job.id()))
                        .and(JOBS.VERSION.eq(readVersion))
                        .and(JOBS.DELETED_AT.isNull())
                        .execute()
                == 1;
    }

    /** Hides a job and frees its key. */
    boolean delete(Tx tx, Job job, Instant now) {
        return delete(tx, job, now, DSL.noCondition());
    }

    /** The same, unless somebody else changed it since it was read. */
    boolean deleteUnchanged(Tx tx, Job job, Instant now) {
        return delete(tx, job, now, JOBS.VERSION.eq(job.version()));
    }

    private static boolean delete(Tx tx, Job job, Instant now, Condition unless) {
        return tx.sql().update(JOBS)
                        .set(JOBS.DELETED_AT, now)
                        .set(JOBS.DELETED_KEY, job.key())
                        .setNull(JOBS.JOB_KEY)
                        .setNull(JOBS.PLAN_AT)
                        .set(JOBS.VERSION, JOBS.VERSION.plus(1))
                        .where(JOBS.ID.eq(job.id()))
                        .and(JOBS.DELETED_AT.isNull())
                        .and(unless)
                        .execute()
                == 1;
    }

    Optional<Job> byId(Tx tx, UUID org, UUID id) {
        return one(tx, JOBS.ID.eq(id).and(JOBS.ORG_ID.eq(org)));
    }

    Optional<Job> byKey(Tx tx, UUID org, String key) {
        return one(tx, JOBS.ORG_ID.eq(org).and(JOBS.JOB_KEY.eq(key)));
    }

    /** Those of the keys that jobs of the organization have. */
    Set<String> taken(Tx tx, UUID org, List<String> keys) {
        return tx.sql().select(JOBS.JOB_KEY).from(JOBS).where(JOBS.ORG_ID.eq(org)).and(JOBS.JOB_KEY.in(keys)).fetchSet(JOBS.JOB_KEY);
    }

    /** Those of the jobs that have one of the keys. */
    List<Job> byKeys(Tx tx, UUID org, Collection<String> keys) {
        return keys.isEmpty() ? List.of() : base(tx, JOBS.ORG_ID.eq(org).and(JOBS.JOB_KEY.in(keys))).fetch().map(JobStore::job);
    }

    /** Those with a key that a sync made, by key. */
    List<Job> synced(Tx tx, UUID org) {
        return base(tx, JOBS.ORG_ID.eq(org).and(JOBS.SYNCED).and(JOBS.JOB_KEY.isNotNull())).orderBy(JOBS.JOB_KEY).fetch().map(JobStore::job);
    }

    /** Those with a key after the given one, by key. */
    List<Job> keyed(Tx tx, UUID org, @Nullable String after, int limit) {
        Condition from = after == null ? JOBS.JOB_KEY.isNotNull() : JOBS.JOB_KEY.gt(after);
        return base(tx, JOBS.ORG_ID.eq(org).and(from)).orderBy(JOBS.ORG_ID, JOBS.JOB_KEY).limit(limit).fetch().map(JobStore::job);
    }

    /** Remembers that a sync made them. */
    void markSynced(Tx tx, List<UUID> ids) {
        if (!ids.isEmpty()) tx.sql().update(JOBS).set(JOBS.SYNCED, true).where(tx.dialect().among(JOBS.ID, ids)).execute();
    }

    /** Those of the jobs that there still are. */
    List<Job> byIds(Tx tx, UUID org, Collection<UUID> ids) {
        return base(tx, tx.dialect().among(JOBS.ID, ids)).fetch(JobStore::job).stream().filter(job -> job.org().equals(org)).toList();
    }

    private static Optional<Job> one(Tx tx, Condition which) {
        return base(tx, which).fetchOptional().map(JobStore::job);
    }

    /** How many jobs have an occurrence that is yet to be planned. */
    int scheduled(Tx tx, UUID org) {
        return tx.sql().fetchCount(JOBS, JOBS.PLAN_AT.isNotNull().and(JOBS.ORG_ID.eq(org)));
    }

    List<Job> list(Tx tx, UUID org, JobFilter filter) {
        return new JobListStore(filter).of(tx, matching(org, filter));
    }

    private static Condition matching(UUID org, JobFilter filter) {
        Condition which = JOBS.ORG_ID.eq(org);
        if (filter.enabled() != null) which = which.and(JOBS.ENABLED.eq(filter.enabled()));
        if (filter.recurring() != null) which = which.and(filter.recurring() ? JOBS.RUN_AT.isNull() : JOBS.RUN_AT.isNotNull());
        if (filter.tag() != null) which = which.and(JOBS.TAGS.contains(JsonText.of(List.of(filter.tag())).replaceAll("^\\[|]$", "")));
        if (filter.text() != null) {
            which = which.and(DSL.or(
                    JOBS.JOB_KEY.containsIgnoreCase(filter.text()),
                    JOBS.NAME.containsIgnoreCase(filter.text()),
                    JOB_REVISIONS.URL.containsIgnoreCase(filter.text())));
        }
        return which;
    }

    static SelectConditionStep<Record> base(Tx tx, Condition which) {
        return tx.sql().select(JOBS.fields())
                .select(JOB_REVISIONS.fields())
                .from(JOBS)
                .join(JOB_REVISIONS)
                .on(JOB_REVISIONS.ID.eq(JOBS.REVISION_ID))
                .where(which)
                .and(JOBS.DELETED_AT.isNull());
    }

    static Job job(Record row) {
        JobsRecord j = row.into(JOBS);
        return new Job(
                j.getId(),
                j.getOrgId(),
                j.getJobKey(),
                j.getName(),
                j.getRevisionId(),
                delivery(row.into(JOB_REVISIONS)),
                new Timing(
                        j.getCron(),
                        duration(j.getEveryMs()),
                        j.getRunAt(),
                        j.getAnchor(),
                        ZoneId.of(j.getTimezone()),
                        DstPolicy.valueOf(upper(j.getDst())),
                        j.getStartsAt(),
                        j.getEndsAt(),
                        duration(j.getJitterMs())),
                new JobOptions(
                        Overlap.valueOf(upper(j.getOverlap())),
                        Misfire.valueOf(upper(j.getMisfire())),
                        duration(j.getMisfireGraceMs()),
                        j.getQueue(),
                        j.getPriority(),
                        JsonText.list(j.getTags())),
                j.getEnabled(),
                j.getVersion(),
                j.getPlanAt(),
                j.getCreatedAt(),
                j.getUpdatedAt());
    }

    private static JobsRecord row(Job job) {
        Timing t = job.timing();
        JobOptions o = job.options();
        JobsRecord row = new JobsRecord();
        row.setId(job.id());
        row.setOrgId(job.org());
        row.setJobKey(job.key());
        row.setName(job.name());
        row.setRevisionId(job.revision());
        row.setCron(t.cron());
        row.setEveryMs(millis(t.every()));
        row.setAnchor(t.anchor());
        row.setRunAt(t.runAt());
        row.setTimezone(t.timezone().getId());
        row.setDst(lower(t.dst()));
        row.setStartsAt(t.startsAt());
        row.setEndsAt(t.endsAt());
        row.setJitterMs(millis(t.jitter()));
        row.setOverlap(lower(o.overlap()));
        row.setMisfire(lower(o.misfire()));
        row.setMisfireGraceMs(millis(o.misfireGrace()));
        row.setQueue(o.queue());
        row.setPriority((short) o.priority());
        row.setTags(JsonText.of(o.tags()));
        row.setEnabled(job.enabled());
        row.setVersion(job.version());
        row.setPlanAt(job.planAt());
        row.setCreatedAt(job.createdAt());
        row.setUpdatedAt(job.updatedAt());
        return row;
    }

    private static JobRevisionsRecord revisionRow(Job job) {
        Delivery d = job.delivery();
        JobRevisionsRecord row = new JobRevisionsRecord();
        row.setId(job.revision());
        row.setJobId(job.id());
        row.setMethod(d.call().method());
        row.setUrl(d.call().url());
        row.setHeaders(JsonText.of(d.call().headers()));
        row.setBody(d.call().body());
        row.setTimeoutMs(d.timeout().toMillis());
        row.setRetries(d.retry().retries());
        row.setBackoff(lower(d.retry().backoff()));
        row.setRetryDelayMs(d.retry().delay().toMillis());
        row.setMaxRetryDelayMs(d.retry().maxDelay().toMillis());
        row.setExpectedStatus(d.expectedStatus());
        row.setExpectedBody(d.expectedBody());
        row.setFollowRedirects(d.followRedirects());
        return row;
    }

    private static Delivery delivery(JobRevisionsRecord r) {
        return Delivery.stored(
                r.getMethod(),
                r.getUrl(),
                r.getHeaders(),
                r.getBody(),
                r.getTimeoutMs(),
                r.getRetries(),
                r.getBackoff(),
                r.getRetryDelayMs(),
                r.getMaxRetryDelayMs(),
                r.getExpectedStatus(),
                r.getExpectedBody(),
                r.getFollowRedirects());
    }

    private static @Nullable Duration duration(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
