@NullMarked
package prikke.core.crypto;

import org.jspecify.annotations.NullMarked;
