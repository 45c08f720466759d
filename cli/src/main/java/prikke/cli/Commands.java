package prikke.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import prikke.cli.account.Account;
import prikke.cli.account.Login;
import prikke.cli.account.Logout;
import prikke.cli.account.Register;
import prikke.cli.account.Whoami;
import prikke.cli.audit.Audit;
import prikke.cli.completion.Completion;
import prikke.cli.cron.Cron;
import prikke.cli.crontab.Import;
import prikke.cli.daemon.Daemon;
import prikke.cli.jobs.Jobs;
import prikke.cli.keys.Keys;
import prikke.cli.listen.Listen;
import prikke.cli.nodes.Nodes;
import prikke.cli.open.Open;
import prikke.cli.orgs.Orgs;
import prikke.cli.profiles.ProfilesNoun;
import prikke.cli.queues.Queues;
import prikke.cli.runs.Runs;
import prikke.cli.secrets.Secrets;
import prikke.cli.send.Send;
import prikke.cli.sessions.Sessions;
import prikke.cli.shell.Shell;
import prikke.cli.simulate.Simulate;
import prikke.cli.stats.Stats;
import prikke.cli.stats.Usage;
import prikke.cli.sync.Export;
import prikke.cli.sync.Sync;
import prikke.cli.version.ShowVersion;

/**
 * The tree of commands. Only the branch that was asked for is built, because reading the annotations of forty commands takes
 * longer than running one; the whole level is built where the user asks for help or has mistyped, so that both know all names.
 */
final class Commands {
    private static final List<String> NAMES = List.of(
            "daemon", "register", "login", "logout", "whoami", "account", "sessions", "profiles", "orgs", "keys", "secrets", "audit", "jobs",
            "send", "runs", "queues", "stats", "usage", "nodes", "sync", "export", "import", "cron", "simulate", "listen", "shell", "open",
            "completion", "version");

    private final Session session;
    private final Function<Object, CommandSpec> models;

    /** @param models makes picocli's model of a command */
    Commands(Session session, Function<Object, CommandSpec> models) {
        this.session = session;
        this.models = models;
    }

    static List<String> names() {
        return NAMES;
    }

    /** The command line as far as it is needed to run these words. */
    CommandLine tree(Prikke root, String[] args) {
        CommandLine line = line(root);
        List<String> words = Words.command(args);
        if (!words.isEmpty() && NAMES.contains(words.getFirst())) {
            add(line, words.getFirst(), words.size() > 1 ? words.get(1) : "");
        } else if (!Words.askForVersion(args)) {
            NAMES.forEach(name -> line.addSubcommand(name, line(command(name, session))));
        }
        plainSynopsis(line);
        return line;
    }

    /** Every command with every verb. */
    CommandLine whole(Prikke root) {
        CommandLine line = line(root);
        NAMES.forEach(name -> add(line, name, ""));
        plainSynopsis(line);
        return line;
    }

    /** Help lists the options one by one; above them it is enough to say that there are some. */
    private static void plainSynopsis(CommandLine line) {
        line.getCommandSpec().usageMessage().abbreviateSynopsis(true).sortOptions(false);
        line.getSubcommands().values().forEach(Commands::plainSynopsis);
    }

    private void add(CommandLine line, String name, String verb) {
        Object command = command(name, session);
        CommandLine below = line(command);
        if (command instanceof Noun noun) {
            List<String> verbs = noun.verbs().contains(verb) ? List.of(verb) : noun.verbs();
            verbs.forEach(each -> below.addSubcommand(each, line(noun.verb(each, session))));
        }
        // Last, because a subcommand inherits the options that every command takes when its parent is added.
        line.addSubcommand(name, below);
    }

    private CommandLine line(Object command) {
        // bin/prikke keeps picocli from looking for what might convert values of these types.
        CommandLine line = new CommandLine(models.apply(command))
                .registerConverter(Path.class, Path::of)
                .registerConverter(Instant.class, Instant::parse);
        if (command instanceof Noun noun) noun.madeInto(line);
        if (command instanceof Prikke prikke) prikke.madeInto(line);
        return line;
    }

    private static Object command(String name, Session session) {
        return switch (name) {
            case "daemon" -> new Daemon();
            case "register" -> new Register(session);
            case "login" -> new Login(session);
            case "logout" -> new Logout(session);
            case "whoami" -> new Whoami(session);
            case "account" -> new Account();
            case "sessions" -> new Sessions();
            case "profiles" -> new ProfilesNoun();
            case "orgs" -> new Orgs();
            case "keys" -> new Keys();
            case "secrets" -> new Secrets();
            case "audit" -> new Audit();
            case "jobs" -> new Jobs();
            case "send" -> new Send(session);
            case "runs" -> new Runs();
            case "queues" -> new Queues();
            case "sync" -> new Sync(session);
            case "export" -> new Export(session);
            case "import" -> new Import();
            case "stats" -> new Stats(session);
            case "usage" -> new Usage(session);
            case "nodes" -> new Nodes();
            case "cron" -> new Cron();
            case "simulate" -> new Simulate(session);
            case "listen" -> new Listen(session);
            case "shell" -> new Shell(session);
            case "open" -> new Open(session);
            case "completion" -> new Completion(session);
            case "version" -> new ShowVersion(session);
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }
}
