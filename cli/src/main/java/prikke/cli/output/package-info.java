/**
 * How results are printed: as a table for a reader, as JSON, YAML or CSV for a program, or as bare ids. What the columns of a
 * kind of thing are stands with its noun, in a {@code View}.
 */
@NullMarked
package prikke.cli.output;

import org.jspecify.annotations.NullMarked;
