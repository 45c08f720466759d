@NullMarked
package prikke.core.account;

import org.jspecify.annotations.NullMarked;
