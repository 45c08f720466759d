/** Tests of what is written from the annotations of commands. */
@NullMarked
package prikke.cli.spec;

import org.jspecify.annotations.NullMarked;
