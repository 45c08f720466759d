/**
 * Mail: what one looks like, the outbox that it waits in, written in the transaction of what it tells, and the sender that takes it
 * from there to an SMTP server. What mails say and to whom is the business of those who write them.
 */
@NullMarked
package prikke.core.mail;

import org.jspecify.annotations.NullMarked;
