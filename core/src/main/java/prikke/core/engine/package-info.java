/**
 * What makes jobs happen: plans occurrences, claims what is due, calls targets on time, judges the answers and records them. It
 * decides when and how; what is kept lies in {@code prikke.core.run}.
 *
 * <pre>
 *   Planner ─────────┐                                  ┌─▶ Completions
 *   (jobs → rows)    ▼                                  │
 *   Intake ──────▶ Dispatcher ──▶ Attempt ──────────▶ Recorder
 *   (one-offs)       ▲   ▲        (HttpCaller, Verdict)  (batches, one commit)
 *   Claimer ─────────┘   │             └─▶ Returns (not sent: due again later)
 *   (rows of others,     │
 *    retries)        GateKeeper (queues, overlap)
 * </pre>
 *
 * All claims come by {@code Arrivals}: known before their commit, so that whoever pauses or cancels finds them. {@code Pulse} keeps the
 * lease, by connections of its own, and frees what dead nodes held; {@code Recall} gives up what was cancelled, paused or edited
 * through another node; {@code BreakerExchange} tells the nodes of each other's circuit breakers. Each loop has a {@code tick} that a
 * test can turn by hand. A stop goes the other way round: nothing new is planned, let through or claimed, what is held but not begun is let go, attempts in flight
 * finish, the recorder writes what they came to.
 */
@NullMarked
package prikke.core.engine;

import org.jspecify.annotations.NullMarked;
