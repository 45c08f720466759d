package prikke.cli.keys;

import java.util.List;
import prikke.cli.output.Column;
import prikke.cli.output.View;
import prikke.core.api.KeyResponse;

/** How an API key is shown. */
final class KeyView {
    private static final List<Column<KeyResponse>> COLUMNS = List.of(
            Column.text("Name", (key, times) -> key.name()),
            Column.text("Scope", (key, times) -> key.scope()),
            Column.whole("Key", (key, times) -> key.publicId()),
            Column.<KeyResponse>instant("Last used", key -> key.lastUsedAt()).rank(1),
            Column.<KeyResponse>instant("Expires", key -> key.expiresAt()).rank(2),
            Column.<KeyResponse>instant("Created", key -> key.createdAt()).rank(3),
            Column.<KeyResponse>whole("Id", (key, times) -> key.id().toString()).rank(4));

    static final View<KeyResponse> VIEW =
            new View<>(KeyResponse.class, key -> key.id().toString(), COLUMNS, COLUMNS);

    private KeyView() {}
}
