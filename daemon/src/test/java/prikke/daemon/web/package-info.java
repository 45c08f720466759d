@NullMarked
package prikke.daemon.web;

import org.jspecify.annotations.NullMarked;
