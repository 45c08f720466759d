package prikke.cli.jobs;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke jobs}. */
@Command(name = "jobs", description = "Jobs: what to call and when.", synopsisSubcommandLabel = "COMMAND")
public final class Jobs extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("add", "list", "show", "edit", "pause", "resume", "rm", "next", "run");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "add" -> new JobsAdd(session);
            case "list" -> new JobsList(session);
            case "show" -> new JobsShow(session);
            case "edit" -> new JobsEdit(session);
            case "pause" -> new JobsPause(session);
            case "resume" -> new JobsResume(session);
            case "rm" -> new JobsRm(session);
            case "next" -> new JobsNext(session);
            case "run" -> new JobsRun(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}
