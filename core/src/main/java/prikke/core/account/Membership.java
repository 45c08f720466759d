package prikke.core.account;

/**
 * An organization that someone may act in.
 *
 * @param role the user's role in it, or the one that a key's scope stands for
 */
public record Membership(Organization org, Role role) {}
