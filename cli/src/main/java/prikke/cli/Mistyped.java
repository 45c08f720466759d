package prikke.cli;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;
import prikke.cli.completion.Kind;
import prikke.cli.completion.Proposal;
import prikke.cli.completion.ServerNames;

/** Looks among the names that the server has for the one that was meant. */
final class Mistyped {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Session session;

    Mistyped(Session session) {
        this.session = session;
    }

    /** What the words of the line that name things may have been meant to be; none where all of them are names that there are. */
    List<String> meant(ParseResult line) {
        return line.matchedArgs().stream().flatMap(arg -> meant(line, arg)).toList();
    }

    private Stream<String> meant(ParseResult line, ArgSpec arg) {
        Kind kind = Kind.of(line.commandSpec(), arg);
        if (kind != Kind.JOB && kind != Kind.QUEUE) {
            return Stream.of();
        }
        List<String> names = new ServerNames(session, PATIENCE).of(kind, "").stream().map(Proposal::value).toList();
        return arg.stringValues().stream().filter(typed -> !names.contains(typed)).flatMap(typed -> Nearest.to(typed, names).stream());
    }
}
