/** The page on a user's own account: address, password and sessions, whatever organization they look at. */
@NullMarked
package prikke.daemon.web.account;

import org.jspecify.annotations.NullMarked;
