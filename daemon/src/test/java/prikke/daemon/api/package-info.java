@NullMarked
package prikke.daemon.api;

import org.jspecify.annotations.NullMarked;
