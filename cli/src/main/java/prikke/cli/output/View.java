package prikke.cli.output;

import java.util.List;
import java.util.function.Function;

/**
 * How one kind of thing is shown.
 *
 * @param type the API's record of it; its components are the columns of CSV
 * @param id what {@code --quiet} prints
 * @param columns the columns of a list
 * @param details the lines of a single one
 */
public record View<T>(Class<T> type, Function<T, String> id, List<Column<T>> columns, List<Column<T>> details) {}
