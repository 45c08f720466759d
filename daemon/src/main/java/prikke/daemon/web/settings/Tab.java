package prikke.daemon.web.settings;

import prikke.core.account.Permission;

/** The parts of an organization's settings; one that a visitor may not read is not offered. */
public enum Tab {
    ORGANIZATION("Organization", "/settings", Permission.ORG_READ),
    MEMBERS("Members", "/settings/members", Permission.MEMBERS_READ),
    KEYS("API keys", "/settings/keys", Permission.KEYS_READ),
    SECRETS("Signing secrets", "/settings/secrets", Permission.SECRETS_READ),
    USAGE("Usage", "/settings/usage", Permission.ORG_READ),
    AUDIT("Audit log", "/settings/audit", Permission.AUDIT_READ);

    private final String label;
    private final String path;
    private final Permission permission;

    Tab(String label, String path, Permission permission) {
        this.label = label;
        this.path = path;
        this.permission = permission;
    }

    public String label() {
        return label;
    }

    public String path() {
        return path;
    }

    public Permission permission() {
        return permission;
    }
}
