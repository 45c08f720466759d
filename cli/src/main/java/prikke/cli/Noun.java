package prikke.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only groups others: it lists its verbs, and builds the one that was asked for. */
public abstract class Noun implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

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
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCodes.USAGE;
    }
}
