/** The pages on executions, which people call runs: the list, and one of them with its attempts. */
@NullMarked
package prikke.daemon.web.runs;

import org.jspecify.annotations.NullMarked;
