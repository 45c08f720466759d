/**
 * {@code prikke cron}: cron expressions explained, without a daemon.
 */
@NullMarked
package prikke.cli.cron;

import org.jspecify.annotations.NullMarked;
