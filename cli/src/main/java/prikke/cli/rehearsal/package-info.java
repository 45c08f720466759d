/**
 * Rehearsals, from which Java records what is loaded and what runs hot, so that the real thing starts faster: of the usual commands
 * against canned answers, in one process; and of a busy daemon, a real one, by another that keeps it busy. No command uses this package.
 */
@NullMarked
package prikke.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
