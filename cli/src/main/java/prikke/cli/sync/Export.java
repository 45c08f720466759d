package prikke.cli.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import picocli.CommandLine.Command;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.cli.output.Format;
import prikke.cli.output.Output;
import prikke.core.api.SyncRequest;
import prikke.core.api.SyncSchema;

/** {@code prikke export}. */
@Command(
        name = "export",
        description = {
            "Write all jobs that have a key, and all queues, as a document that",
            "prikke sync takes: as YAML, or with -o json as JSON. Credentials among",
            "headers are not written out; <unchanged> keeps those that are stored."
        },
        footer = {"", "Examples:", "  prikke export > prikke.yaml", "  prikke export -o json"})
public final class Export implements Runnable {
    private final Session session;

    public Export(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Output output = session.output();
        if (output.format() == Format.CSV) throw Failure.usage("A document can't be written as CSV.\nWrite: prikke export -o yaml, or -o json");
        URI server = session.server();
        JsonNode document;
        try (var _ = session.progress("Exporting")) {
            document = session.client().sync().export().json();
        }
        int jobs = document.path("jobs").size();
        if (jobs > SyncRequest.MOST) {
            session.io().err().println("These are " + jobs + " jobs, and a sync takes " + SyncRequest.MOST
                    + ": split them into several files, and sync each without --prune.");
        }
        if (output.format() == Format.JSON) output.document(document, SyncRequest.class);
        else output.text(DocumentText.of(document, server.resolve(SyncSchema.PATH), "Written by prikke export."));
    }
}
