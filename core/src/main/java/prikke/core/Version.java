package prikke.core;

/** The version of this build. */
public final class Version {
    /** As in {@code pom.xml}; a test holds the two together. */
    public static final String CURRENT = "0.1.0";

    private Version() {}
}
