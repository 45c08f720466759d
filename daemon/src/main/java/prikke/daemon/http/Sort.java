package prikke.daemon.http;

/**
 * How a list is sorted.
 *
 * @param by a field of its items
 * @param descending whether the greatest comes first
 */
public record Sort(String by, boolean descending) {

    /** As a query says it: {@code name}, or {@code -name}. */
    public String text() {
        return descending ? "-" + by : by;
    }
}
