package prikke.cli.nodes;

import picocli.CommandLine.Command;
import prikke.cli.Session;
import prikke.cli.daemon.NodesView;

/** {@code prikke nodes list}. */
@Command(
        name = "list",
        description = "List the daemons that share the database, for an administrator of the instance.",
        footer = {"", "Example:", "  prikke nodes list"})
final class NodesList implements Runnable {
    private final Session session;

    NodesList(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output().list(session.client().nodes().stream(), NodesView.VIEW, "No nodes.");
    }
}
