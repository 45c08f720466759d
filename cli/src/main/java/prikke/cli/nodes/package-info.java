/**
 * {@code prikke nodes}: the daemons that share the server's database, for who administers the instance.
 */
@NullMarked
package prikke.cli.nodes;

import org.jspecify.annotations.NullMarked;
