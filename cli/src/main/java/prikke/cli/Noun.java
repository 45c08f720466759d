package prikke.cli;

import java.util.List;

/** A command that only groups others: it lists its verbs, and builds the one that was asked for. */
public interface Noun {
    /** The names of its verbs, in the order in which help lists them. */
    List<String> verbs();

    /**
     * The command of a verb.
     *
     * @param verb one of {@link #verbs()}
     */
    Object verb(String verb, Session session);
}
