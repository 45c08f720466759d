@NullMarked
package prikke.core.mail;

import org.jspecify.annotations.NullMarked;
