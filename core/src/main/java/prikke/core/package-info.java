/**
 * What every package of the library may name: refusals, identifiers, the version. Nothing that knows of jobs, databases or HTTP.
 */
@NullMarked
package prikke.core;

import org.jspecify.annotations.NullMarked;
