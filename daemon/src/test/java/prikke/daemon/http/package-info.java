@NullMarked
package prikke.daemon.http;

import org.jspecify.annotations.NullMarked;
