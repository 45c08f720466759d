/**
 * The API's description as a page to read: nouns, their routes, and what is sent and answered. All of it is taken from the OpenAPI
 * document; no words of its own about any route.
 */
@NullMarked
package prikke.daemon.web.docs;

import org.jspecify.annotations.NullMarked;
