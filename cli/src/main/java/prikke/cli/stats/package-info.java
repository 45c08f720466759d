/**
 * {@code prikke stats} and {@code prikke usage}: what executions came to in numbers, and what of it counts towards a plan.
 */
@NullMarked
package prikke.cli.stats;

import org.jspecify.annotations.NullMarked;
