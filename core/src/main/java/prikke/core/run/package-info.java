/**
 * Executions and their attempts: the queue of those that have not ended (insert, claim, finish, release, reap) and the history of
 * those that have, replays of these, and which nodes there are to hold them. It keeps and reads them; when and how they are carried
 * out is the engine's.
 *
 * <p>The life of an execution:
 *
 * <pre>
 *   pending ──claimed, due──▶ running ──▶ success | failed | timeout
 *      ▲                        │
 *      │                        ├─ retry ──▶ retrying ──due──▶ running
 *      └──── released           └─ its node died: attempt lost ──▶ pending or retrying, at once
 *   pending | retrying ──▶ cancelled;    an occurrence that nobody was up for, or that may not overlap ──▶ missed | skipped
 * </pre>
 *
 * A row in {@code active_executions} is held by the node that its {@code node} column names, under the fencing token beside it;
 * every later claim raises the token, so that the finish of a holder that was given up for dead changes nothing. Ending moves the
 * row to {@code ended_executions} in one transaction with the attempt, so a reader sees it in exactly one place.
 */
@NullMarked
package prikke.core.run;

import org.jspecify.annotations.NullMarked;
