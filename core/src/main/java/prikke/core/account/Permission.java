package prikke.core.account;

/** Something that may be done inside an organization, and the least role that may do it. The one table of it. */
public enum Permission {
    ORG_READ(Role.VIEWER, "see the organization"),
    ORG_WRITE(Role.ADMIN, "rename the organization"),
    ORG_DELETE(Role.OWNER, "delete the organization", false),
    MEMBERS_READ(Role.VIEWER, "see the members"),
    MEMBERS_LEAVE(Role.VIEWER, "leave the organization", false),
    MEMBERS_WRITE(Role.ADMIN, "manage members", false),
    INVITES_READ(Role.ADMIN, "see invitations"),
    AUDIT_READ(Role.ADMIN, "read the audit log"),
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
    private final boolean keysToo;

    Permission(Role least, String words) {
        this(least, words, true);
    }

    Permission(Role least, String words, boolean keysToo) {
        this.least = least;
        this.words = words;
        this.keysToo = keysToo;
    }

    /** The least role that has it. */
    public Role least() {
        return least;
    }

    /** Whether an API key whose scope stands for that role has it too: what is about people is left to people. */
    public boolean keysToo() {
        return keysToo;
    }

    /** As in "… may not <em>change jobs</em>". */
    public String words() {
        return words;
    }
}
