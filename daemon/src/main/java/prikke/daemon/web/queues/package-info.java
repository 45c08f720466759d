/** The pages on queues: what waits in them, and how many of it may run at once. */
@NullMarked
package prikke.daemon.web.queues;

import org.jspecify.annotations.NullMarked;
