/**
 * HTTP as every route of the daemon shares it: the server with its certificate and connections, who asks, from where and how
 * often, reading a body, answering once or conditionally, problems (RFC 9457), the access log. No route lives here, and nothing that
 * knows what a job is. Helidon does not leave this package.
 */
@NullMarked
package prikke.daemon.http;

import org.jspecify.annotations.NullMarked;
