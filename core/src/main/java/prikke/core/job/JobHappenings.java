package prikke.core.job;

import java.util.ArrayList;
import java.util.List;
import prikke.core.audit.Changes;
import prikke.core.event.EventType;
import prikke.core.event.Happening;

/** What the event log tells of jobs: which, and how it is known. What it calls is for whoever asks for it. */
final class JobHappenings {
    private JobHappenings() {}

    static Happening of(EventType type, Job job) {
        return new Happening.ToJob(type, job.org(), job.id(), job.key(), job.name(), job.enabled());
    }

    /** An edit that changes nothing is none. */
    static List<Happening> between(Job before, Job after, Changes changes) {
        List<Happening> happened = new ArrayList<>();
        boolean turned = before.enabled() != after.enabled();
        if (changes.fields().size() > (turned ? 1 : 0)) happened.add(of(EventType.JOB_UPDATED, after));
        if (turned) happened.add(of(after.enabled() ? EventType.JOB_RESUMED : EventType.JOB_PAUSED, after));
        return happened;
    }
}
