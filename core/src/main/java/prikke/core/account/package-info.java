/**
 * Who may do what: users, organizations, memberships, roles, invitations, API keys, sessions and signing secrets;
 * signing in by password, by a link in a mail and by a device code; reading the audit log. Nothing about jobs.
 */
@NullMarked
package prikke.core.account;

import org.jspecify.annotations.NullMarked;
