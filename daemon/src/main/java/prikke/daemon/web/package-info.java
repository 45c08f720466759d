/**
 * The pages: one class a page, rendered on the server from the templates in {@code src/main/jte}, and what they share: the layout,
 * cookies that carry a session, tokens that keep other sites from sending forms, headers. They need no script. They call the use cases
 * that the API calls, and share nothing with it besides.
 */
@NullMarked
package prikke.daemon.web;

import org.jspecify.annotations.NullMarked;
