package prikke.core.account;

/** Something that may be done inside an organization, and the least role that may do it. The one table of it. */
public enum Permission {
    ORG_READ(Role.VIEWER, "see the organization"),
    JOBS_READ(Role.VIEWER, "read jobs"),
    JOBS_WRITE(Role.MEMBER, "change jobs"),
    EXECUTIONS_READ(Role.VIEWER, "read executions"),
    EXECUTIONS_WRITE(Role.MEMBER, "run, replay or cancel"),
    KEYS_READ(Role.ADMIN, "see API keys"),
    KEYS_WRITE(Role.ADMIN, "manage API keys"),
    SECRETS_READ(Role.VIEWER, "list signing secrets"),
    SECRETS_REVEAL(Role.ADMIN, "see signing secrets"),
    SECRETS_WRITE(Role.ADMIN, "rotate signing secrets");

    private final Role least;
    private final String words;

    Permission(Role least, String words) {
        this.least = least;
        this.words = words;
    }

    /** The least role that has it. */
    public Role least() {
        return least;
    }

    /** As in "… may not <em>change jobs</em>". */
    public String words() {
        return words;
    }
}
