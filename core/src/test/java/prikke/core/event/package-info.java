@NullMarked
package prikke.core.event;

import org.jspecify.annotations.NullMarked;
