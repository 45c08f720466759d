/** The start page: how the organization's jobs are doing, and which of them want to be looked at. */
@NullMarked
package prikke.daemon.web.home;

import org.jspecify.annotations.NullMarked;
