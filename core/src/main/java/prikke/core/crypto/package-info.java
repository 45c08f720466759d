/**
 * Values that are encrypted at rest: the keys, sealing and opening, and sealing all anew under another key. Which values those are is
 * for the packages that own them to say; hashing of passwords and tokens lives with accounts.
 */
@NullMarked
package prikke.core.crypto;

import org.jspecify.annotations.NullMarked;
