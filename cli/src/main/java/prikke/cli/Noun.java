package prikke.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A command that only groups others: it lists its verbs, and builds the one that was asked for. */
public abstract class Noun implements Callable<Integer> {
    private @Nullable CommandLine line;

    /** Takes what was made of this command. */
    final void madeInto(CommandLine own) {
        line = own;
    }

    /** The names of its verbs, in the order in which help lists them. */
    public abstract List<String> verbs();

    /**
     * The command of a verb.
     *
     * @param verb one of {@link #verbs()}
     */
    public abstract Object verb(String verb, Session session);

    /** Without a verb there is nothing to do but to say which there are. */
    @Override
    public Integer call() {
        CommandLine own = Objects.requireNonNull(line);
        own.usage(own.getErr());
        return ExitCodes.USAGE;
    }
}
