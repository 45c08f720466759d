@NullMarked
package prikke.core.idempotency;

import org.jspecify.annotations.NullMarked;
