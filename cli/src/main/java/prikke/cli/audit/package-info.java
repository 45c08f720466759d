/** The audit log on the command line. What is recorded is the server's business. */
@NullMarked
package prikke.cli.audit;

import org.jspecify.annotations.NullMarked;
