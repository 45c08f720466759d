/**
 * Who may do what: users, organizations, memberships, roles, API keys, sessions and signing secrets. Nothing about
 * jobs.
 */
@NullMarked
package prikke.core.account;

import org.jspecify.annotations.NullMarked;
