/**
 * What whoever watches over the daemon collects at {@code GET /metrics}: figures of this process, and a few of the database that it shares
 * with others. Nothing here tells of single organizations or jobs, which are what {@code GET /stats} is for.
 */
@NullMarked
package prikke.daemon.metrics;

import org.jspecify.annotations.NullMarked;
