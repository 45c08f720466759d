package prikke.cli.daemon;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke daemon}. */
@Command(name = "daemon", description = "The daemon on this machine: run, start, stop, look, examine.", synopsisSubcommandLabel = "COMMAND")
public final class Daemon extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("run", "start", "stop", "status", "logs", "doctor", "rotate-key");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "run" -> new DaemonRun(session);
            case "start" -> new DaemonStart(session);
            case "stop" -> new DaemonStop(session);
            case "status" -> new DaemonStatus(session);
            case "logs" -> new DaemonLogs(session);
            case "doctor" -> new DaemonDoctor(session);
            case "rotate-key" -> new DaemonRotateKey(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}
