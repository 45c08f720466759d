/** The settings of an organization: its name, members, keys, secrets, usage and audit log. A user's own account is in {@code account}. */
@NullMarked
package prikke.daemon.web.settings;

import org.jspecify.annotations.NullMarked;
