package prikke.cli.completion;

/**
 * A word that may stand at the end of a line.
 *
 * @param value the word; one that ends in {@code =} or {@code /} is to be gone on with
 * @param description what it is, in a few words, or nothing
 */
public record Proposal(String value, String description) {
    /** By hand, since that of a record is made when it is first asked for, which takes longer than to find what is proposed. */
    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Whether nothing is to be added to the word itself. */
    public boolean whole() {
        return !value.endsWith("=") && !value.endsWith("/");
    }
}
