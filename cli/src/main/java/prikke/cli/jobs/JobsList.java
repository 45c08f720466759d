package prikke.cli.jobs;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.Session;
import prikke.core.api.JobFilter;

/** {@code prikke jobs list}. */
@Command(
        name = "list",
        description = "List the organization's jobs.",
        footer = {
            "",
            "Examples:",
            "  prikke jobs list --sort next_run_at",
            "  prikke jobs list --search backup --tag ops",
            "  prikke jobs list -o json | jq -r '.[].key'"
        })
final class JobsList implements Runnable {
    private final Session session;

    @Option(names = "--search", paramLabel = "TEXT", description = "Only with this in key, name or URL, whatever the case.")
    @Nullable String search;

    @Option(names = "--tag", paramLabel = "TAG", description = "Only with this tag.")
    @Nullable String tag;

    @Option(
            names = "--sort",
            paramLabel = "FIELD",
            description = "By created_at, key, name or next_run_at, with a minus before it for the other way round; newest first unless given.")
    @Nullable String sort;

    JobsList(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output()
                .list(
                        session.client().jobs().list(new JobFilter(search, tag, null, sort)).stream(),
                        JobView.VIEW,
                        search == null && tag == null ? "No jobs yet. Add one with: prikke jobs add KEY URL --every 10m" : "No such jobs.");
    }
}
