/**
 * When things are due: cron expressions, intervals and single instants, their bounds, jitter, words and previews.
 * Everything here is a pure function of its arguments; nothing here reads a clock, a file or a database, and nothing
 * here knows of jobs.
 */
@NullMarked
package prikke.core.schedule;

import org.jspecify.annotations.NullMarked;
