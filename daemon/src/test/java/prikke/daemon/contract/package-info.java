/** Holds what the tests send to the API, and what it answers, against its description. */
@NullMarked
package prikke.daemon.contract;

import org.jspecify.annotations.NullMarked;
