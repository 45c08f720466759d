/**
 * {@code prikke import crontab}: the lines of a crontab that call something by curl or wget, as jobs. What a shell would do besides is not
 * done: a line that needs one is refused, and told why.
 */
@NullMarked
package prikke.cli.crontab;

import org.jspecify.annotations.NullMarked;
