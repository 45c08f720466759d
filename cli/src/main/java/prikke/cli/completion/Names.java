package prikke.cli.completion;

import java.util.List;

/** Knows what the things of a kind are called. Fails never: who does not know proposes nothing. */
public interface Names {
    /** What there is, those included that do not begin with the prefix if that is simpler. */
    List<Proposal> of(Kind kind, String prefix);
}
