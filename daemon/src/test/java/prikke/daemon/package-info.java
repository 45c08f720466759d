@NullMarked
package prikke.daemon;

import org.jspecify.annotations.NullMarked;
