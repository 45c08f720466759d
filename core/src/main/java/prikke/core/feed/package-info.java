/**
 * Tells of what happens, as it happens, to whoever listens: {@code Feed.subscribe} answers with a {@code Subscription} to take events
 * from. What has happened is logged elsewhere, in {@code prikke.core.event}; how it is put on a wire is the daemon's.
 *
 * <pre>
 *   EventLog ──▶ Tail (one a node, while anybody listens) ──▶ Subscription, Subscription …   (bounded; who is too slow is dropped)
 *      └───────────────────── what was missed ──────────────────▲
 * </pre>
 *
 * An event's id is its place in the log, and means the same on every node and after a restart. Whoever comes back with one is told
 * what has come after it, once each and in the order of commits, or else that it is too old.
 */
@NullMarked
package prikke.core.feed;

import org.jspecify.annotations.NullMarked;
