package prikke.cli.secrets;

import java.util.List;
import prikke.cli.output.Column;
import prikke.cli.output.View;
import prikke.core.api.WebhookSecretResponse;

/** How a signing secret is shown. */
final class SecretView {
    private static final List<Column<WebhookSecretResponse>> COLUMNS = List.of(
            Column.whole("Id", (secret, times) -> secret.id().toString()),
            Column.whole("Secret", (secret, times) -> secret.secret() == null ? "not shown to your role" : secret.secret()),
            Column.<WebhookSecretResponse>instant("Created", secret -> secret.createdAt()).rank(1),
            Column.<WebhookSecretResponse>instant("Signs until", secret -> secret.retiresAt()).rank(2));

    static final View<WebhookSecretResponse> VIEW =
            new View<>(WebhookSecretResponse.class, secret -> secret.id().toString(), COLUMNS, COLUMNS);

    private SecretView() {}
}
