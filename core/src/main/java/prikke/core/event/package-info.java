/**
 * The log of what has happened to executions and jobs: written in the transaction that does it, a row for each transaction, and read
 * in an order that is the same on every node. It names things by their ids; what they are is looked up by whoever reads, in
 * {@code prikke.core.feed}.
 *
 * <p>A row costs next to nothing and is always written, so that who comes back after a while can be told what they have missed.
 * Numbers are given after the commit, by whoever wants to read, one at a time: a transaction that takes long is numbered late, and
 * nothing that has a number is ever preceded by something that turns up later.
 */
@NullMarked
package prikke.core.event;

import org.jspecify.annotations.NullMarked;
