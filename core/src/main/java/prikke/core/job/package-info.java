/**
 * Jobs: what to call and when, as users state it and as it is stored, with the use cases on them. Nothing here runs anything:
 * executions are handed to {@link prikke.core.job.Executor}, which the packages after this one provide.
 */
@NullMarked
package prikke.core.job;

import org.jspecify.annotations.NullMarked;
