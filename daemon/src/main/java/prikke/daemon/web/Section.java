package prikke.daemon.web;

/** The parts of the dashboard, in the order of its navigation. */
public enum Section {
    HOME("Home", "/", Icon.HOME),
    JOBS("Jobs", "/jobs", Icon.JOBS),
    RUNS("Runs", "/runs", Icon.RUNS),
    FAILURES("Failures", "/failures", Icon.ALERT),
    QUEUES("Queues", "/queues", Icon.QUEUE),
    SETTINGS("Settings", "/settings", Icon.SETTINGS),
    INSTANCE("Instance", "/instance", Icon.SERVER);

    private final String label;
    private final String path;
    private final Icon icon;

    Section(String label, String path, Icon icon) {
        this.label = label;
        this.path = path;
        this.icon = icon;
    }

    /** Whether the navigation leads this visitor there. */
    public boolean isFor(Visitor visitor) {
        return this == INSTANCE ? visitor.instanceAdmin() : visitor.current() != null;
    }

    public String label() {
        return label;
    }

    public String path() {
        return path;
    }

    public Icon icon() {
        return icon;
    }
}
