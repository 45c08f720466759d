package prikke.cli.jobs;

import picocli.CommandLine.Command;
import prikke.cli.Session;

/** {@code prikke jobs list}. */
@Command(
        name = "list",
        description = "List the organization's jobs.",
        footer = {"", "Examples:", "  prikke jobs list", "  prikke jobs list -o json | jq -r '.[].key'"})
final class JobsList implements Runnable {
    private final Session session;

    JobsList(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output()
                .list(
                        session.client().jobs().list().stream(),
                        JobView.VIEW,
                        "No jobs yet. Add one with: prikke jobs add KEY URL --every 10m");
    }
}
