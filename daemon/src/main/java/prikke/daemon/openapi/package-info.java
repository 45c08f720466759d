/**
 * The API's description: the parts that lie as YAML among the resources, one for each noun, joined to one OpenAPI 3.1 document. It is
 * written by hand, and held against what the API does by the tests. What serves it is in {@code daemon.api}, its page in {@code daemon.web}.
 */
@NullMarked
package prikke.daemon.openapi;

import org.jspecify.annotations.NullMarked;
