/**
 * Configuration as code: a document that declares an organization's jobs and queues, what it takes for them to be so, and that done in
 * one transaction. What a job or a queue may be is said where they live; here is only what they have to do with each other.
 */
@NullMarked
package prikke.core.sync;

import org.jspecify.annotations.NullMarked;
