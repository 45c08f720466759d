/**
 * {@code prikke listen}: a local receiver that shows what deliveries look like. It is for trying things out; it knows of jobs
 * only what their requests say.
 */
@NullMarked
package prikke.cli.listen;

import org.jspecify.annotations.NullMarked;
