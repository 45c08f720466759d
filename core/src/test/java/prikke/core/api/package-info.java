@NullMarked
package prikke.core.api;

import org.jspecify.annotations.NullMarked;
