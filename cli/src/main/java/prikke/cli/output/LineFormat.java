package prikke.cli.output;

/** How one kind of thing is shown in a line, where things come one by one. */
@FunctionalInterface
public interface LineFormat<T> {

    /** The line; {@code forReader} where a person reads it, else a program. */
    Line line(T item, boolean forReader);

    /**
     * A line in its parts.
     *
     * @param status what is coloured by what it says
     * @param after what is cut where there is too little room
     */
    record Line(String before, String status, String after) {}
}
