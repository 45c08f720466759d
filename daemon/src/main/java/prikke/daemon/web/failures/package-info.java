/** The page on what has failed, by job and error, and making those requests again. A single run's page is in {@code runs}. */
@NullMarked
package prikke.daemon.web.failures;

import org.jspecify.annotations.NullMarked;
