/**
 * Who may do what: users, organizations, memberships, roles, invitations, API keys, sessions and signing secrets,
 * and reading the audit log. Nothing about jobs.
 */
@NullMarked
package prikke.core.account;

import org.jspecify.annotations.NullMarked;
