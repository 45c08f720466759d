package prikke.daemon.web;

import org.jspecify.annotations.Nullable;

/**
 * What the layout of every page shows.
 *
 * @param style where the style sheet is
 * @param user who is signed in, or null
 * @param formToken what every form carries
 */
public record Frame(String title, String style, @Nullable String user, String formToken) {}
