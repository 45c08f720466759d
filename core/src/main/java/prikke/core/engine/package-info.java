/**
 * What makes jobs happen: plans occurrences, claims what is due, calls targets on time, judges the answers and records them. It
 * decides when and how; what is kept lies in {@code prikke.core.run}.
 *
 * <pre>
 *   Planner ─────────┐                                  ┌─▶ Completions
 *   (jobs → rows)    ▼                                  │
 *   Intake ──────▶ Dispatcher ──▶ Attempt ──────────▶ Recorder
 *   (one-offs)       ▲            (HttpCaller, Verdict)  (batches, one commit)
 *   Claimer ─────────┘
 *   (rows of others, retries)
 * </pre>
 *
 * Each loop has a {@code tick} that a test can turn by hand. A stop goes the other way round: nothing new is planned or claimed,
 * what is held but not begun is let go, attempts in flight finish, the recorder writes what they came to.
 */
@NullMarked
package prikke.core.engine;

import org.jspecify.annotations.NullMarked;
