package prikke.core.api;

import org.jspecify.annotations.Nullable;

/** What {@code POST /orgs} takes. */
public record OrgRequest(@Nullable String name) {}
