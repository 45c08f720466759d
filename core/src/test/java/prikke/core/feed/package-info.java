@NullMarked
package prikke.core.feed;

import org.jspecify.annotations.NullMarked;
