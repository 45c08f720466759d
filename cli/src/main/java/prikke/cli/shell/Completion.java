package prikke.cli.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.terminal.Terminal;
import prikke.cli.Prikke;
import prikke.cli.Session;
import prikke.cli.completion.Kind;
import prikke.cli.completion.Names;
import prikke.cli.completion.Proposal;
import prikke.cli.completion.ServerNames;

/** Completes the line that is being typed. */
final class Completion implements Completer {
    /** For an answer of the server. The line waits much less for it: see {@link FreshNames}. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Commands commands;
    private final Session session;
    private final Terminal terminal;
    private final FreshNames names;

    Completion(Commands commands, Session session, Terminal terminal, FreshNames names) {
        this.commands = commands;
        this.session = session;
        this.terminal = terminal;
        this.names = names;
    }

    /** What the line itself says goes before what the shell was told. */
    private Map<String, String> asked(Session ofLine) {
        var asked = new HashMap<>(session.passed().variables());
        asked.putAll(ofLine.passed().variables());
        return Map.copyOf(asked);
    }

    /** Asks the server already, for what is likely to be wanted first. */
    void prepare(Kind kind) {
        names.prepare(kind, asking(session), session.passed().variables());
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        var typed = new ArrayList<String>(line.words().subList(0, line.wordIndex()));
        typed.add(line.word().substring(0, line.wordCursor()));
        proposals(Commands.withoutProgram(typed)).stream().map(Completion::candidate).forEach(candidates::add);
    }

    private List<Proposal> proposals(List<String> words) {
        return Prikke.proposals(
                words,
                commands.environment(Conversation.columns(terminal)),
                session.io(),
                session.clock(),
                ofLine -> names.from(asking(ofLine), asked(ofLine)));
    }

    private static Names asking(Session session) {
        var server = new ServerNames(session, PATIENCE);
        return (kind, prefix) -> server.ask(kind, prefix);
    }

    private static Candidate candidate(Proposal proposal) {
        String description = proposal.description().isEmpty() ? null : proposal.description();
        return new Candidate(proposal.value(), proposal.value(), null, description, null, null, proposal.whole());
    }
}
