@NullMarked
package prikke.cli.shell;

import org.jspecify.annotations.NullMarked;
