package prikke.daemon.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prikke.core.Version;
import prikke.core.account.Permission;

/**
 * What the layout of every page shows, and what templates ask for that is not theirs.
 *
 * @param assets where the files are that pages load
 * @param visitor who is signed in, or null
 * @param formToken what every form carries
 * @param flash what is said once, or null
 * @param now when the page was made
 * @param server where people reach this instance
 */
public record Frame(
        String title,
        Assets assets,
        @Nullable Visitor visitor,
        String formToken,
        Theme theme,
        @Nullable Flash flash,
        Instant now,
        String server) {

    /** Who is signed in, or null. */
    public @Nullable String user() {
        return visitor == null ? null : visitor.email();
    }

    /** Whether the visitor may do this here. */
    public boolean may(Permission permission) {
        return visitor != null && visitor.may(permission);
    }

    /** The organization's id, or an empty text. */
    public String org() {
        return visitor == null || visitor.current() == null ? "" : visitor.current().org().id().toString();
    }

    /** The organization's id where addresses have to say it, since the visitor belongs to several; else null. */
    public @Nullable String several() {
        return visitor == null || visitor.memberships().size() < 2 ? null : org();
    }

    /** The path of a part of this page, if it has one: says of which organization, whichever another tab has gone on to. */
    public @Nullable String part(@Nullable String path) {
        return path == null ? null : path + (path.indexOf('?') < 0 ? "?org=" : "&org=") + org();
    }

    /** The version that runs. */
    public String version() {
        return Version.CURRENT;
    }
}
