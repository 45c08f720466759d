/**
 * What executions came to, in numbers: counts by outcome, how long they took and how late they began, by hour, day and job; and what of
 * it counts towards a month's usage. Roll-ups are added to a few seconds after executions have ended, from what {@code run} puts down
 * with every end; what has not been added yet is read with them, so that figures are always of this moment. They outlive the history that
 * they are of. The executions themselves are {@code run}'s.
 */
@NullMarked
package prikke.core.stats;

import org.jspecify.annotations.NullMarked;
