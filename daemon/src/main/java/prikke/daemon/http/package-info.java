/**
 * HTTP as every route of the daemon shares it: the server, who asks, reading a body, answering, problems (RFC 9457),
 * the access log. No route lives here, and nothing that knows what a job is. Helidon does not leave this package.
 */
@NullMarked
package prikke.daemon.http;

import org.jspecify.annotations.NullMarked;
