/** The pages on jobs: the list, one job, and the form that makes and edits them. What jobs came to is shown by {@code web.runs}. */
@NullMarked
package prikke.daemon.web.jobs;

import org.jspecify.annotations.NullMarked;
