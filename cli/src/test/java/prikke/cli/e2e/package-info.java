/**
 * The distribution from the outside: {@code bin/prikke} as a process, a real daemon, and a receiver that keeps its own record.
 * What a single class does is tested beside that class.
 */
@NullMarked
package prikke.cli.e2e;

import org.jspecify.annotations.NullMarked;
