package prikke.cli.audit;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.Session;
import prikke.cli.output.Output;
import prikke.core.api.Answer;
import prikke.core.api.AuditFilter;
import prikke.core.api.AuditResponse;

/** {@code prikke audit list}. */
@Command(
        name = "list",
        description = "List who changed what, newest first.",
        footer = {
            "",
            "Examples:",
            "  prikke audit list --since 24h --action job",
            "  prikke audit list --actor bob@example.com",
            "  prikke audit list -o csv > audit.csv"
        })
final class AuditList implements Runnable {
    private static final int READABLE = 50;

    private final Session session;

    @Option(names = "--since", paramLabel = "TIME", description = "Only what was done since then: 1h, or an instant.")
    @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only what was done until then: 1h, or an instant.")
    @Nullable String until;

    @Option(names = "--actor", paramLabel = "EMAIL|KEY|ID", description = "Only what this user or key did.")
    @Nullable String actor;

    @Option(names = "--action", paramLabel = "ACTION", description = "Only this, such as job.update, or job for all that was done to jobs.")
    @Nullable String action;

    @Option(names = {"-n", "--limit"}, paramLabel = "N", description = "At most so many; a table shows 50 unless given, the other formats all.")
    @Nullable Integer limit;

    AuditList(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Output output = session.output();
        int most = limit != null ? limit : output.readable() ? READABLE : Integer.MAX_VALUE;
        Stream<Answer<AuditResponse>> entries =
                session.client().audit(new AuditFilter(since, until, actor, action), most).stream().limit(most);
        output.list(entries, AuditView.VIEW, "Nothing was changed.");
    }
}
