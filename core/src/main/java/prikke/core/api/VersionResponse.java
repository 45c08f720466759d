package prikke.core.api;

/**
 * What {@code GET /version} answers.
 *
 * @param version the daemon's version
 * @param database {@code h2} or {@code postgresql}
 * @param java the version of the Java it runs on
 */
public record VersionResponse(String version, String database, String java) {}
