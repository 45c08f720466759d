package prikke.daemon;

/**
 * A value that someone gave to a setting.
 *
 * @param source where it was given, as an error names it: {@code PRIKKE_SERVER_PORT}, {@code --port}, a file
 */
record Given(String value, String source) {}
