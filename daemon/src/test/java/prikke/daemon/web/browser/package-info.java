/** The dashboard in a real browser: what pages do there, whether everybody can use them, and what they look like. */
@NullMarked
package prikke.daemon.web.browser;

import org.jspecify.annotations.NullMarked;
