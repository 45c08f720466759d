package prikke.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.PicocliException;
import prikke.cli.completion.LocalNames;
import prikke.cli.completion.Names;
import prikke.cli.completion.Proposal;
import prikke.cli.completion.Proposals;
import prikke.cli.completion.ServerNames;
import prikke.cli.spec.Specs;

/**
 * What the completion scripts of the shells ask: {@code prikke __complete WORD…}, the last word as far as it is typed. Answers a line
 * for each proposal, the word and behind a tab its description. Not listed among the commands, because nobody types it.
 */
final class Complete {
    static final String NAME = "__complete";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private Complete() {}

    static int run(List<String> words, Environment environment, Streams io, InstantSource clock) {
        proposals(words, environment, io, clock, session -> new ServerNames(session, PATIENCE))
                .forEach(proposal -> io.out().println(line(proposal)));
        return ExitCodes.DONE;
    }

    private static String line(Proposal proposal) {
        String description = proposal.description().replaceAll("\\p{Cntrl}+", " ");
        return proposal.value() + (description.isEmpty() ? "" : "\t" + description);
    }

    static List<Proposal> proposals(
            List<String> words, Environment environment, Streams io, InstantSource clock, Function<Session, Names> server) {
        List<String> before = new ArrayList<>(words.isEmpty() ? words : words.subList(0, words.size() - 1));
        before.removeIf(word -> word.equals("help") && before.getFirst().equals(word));
        var root = new Prikke();
        var session = new Session(root.options, environment, io, clock);
        try {
            CommandLine tree = new Commands(session, Specs::of).tree(root, before.toArray(String[]::new));
            // The line is not finished, so it is wrong; what it says of server, profile and organization counts nevertheless.
            tree.setExpandAtFiles(false).getCommandSpec().parser().collectErrors(true);
            tree.parseArgs(before.toArray(String[]::new));
            var names = new LocalNames(session.profiles(), server.apply(session));
            return new Proposals(names).of(tree, before, words.isEmpty() ? "" : words.getLast());
        } catch (PicocliException | Failure e) {
            // What cannot be read cannot be completed, and whoever types on is told so once the line is run.
            return List.of();
        }
    }
}
