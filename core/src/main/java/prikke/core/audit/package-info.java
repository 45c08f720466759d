/**
 * The audit log: who changed what, from where, and what it was before. Use cases write to it in the transaction of the change itself,
 * so that there is no change without its entry. Who may read it is for {@code account} to say; what is a secret, for those who record.
 */
@NullMarked
package prikke.core.audit;

import org.jspecify.annotations.NullMarked;
