package prikke.daemon.web.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A field that two states of a job differ in. */
public record Difference(String field, String mine, String theirs) {
    /** What a form holds that is not of the job, or that says the same as another field. */
    private static final Set<String> BESIDE = Set.of("form_token", "org", "version", "id", "run_at_exact", "more");

    static List<Difference> between(JobForm mine, JobForm theirs) {
        Set<String> names = new TreeSet<>(mine.fields().keySet());
        names.addAll(theirs.fields().keySet());
        names.removeAll(BESIDE);
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            String a = mine.value(name);
            String b = theirs.value(name);
            if (!a.equals(b)) differences.add(new Difference(name.replace('_', ' '), a, b));
        }
        return differences;
    }
}
