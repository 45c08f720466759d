/**
 * A rehearsal of the usual commands against canned answers, in one process. Java records which classes they load and starts real
 * commands faster from that record; no command uses this package.
 */
@NullMarked
package prikke.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
