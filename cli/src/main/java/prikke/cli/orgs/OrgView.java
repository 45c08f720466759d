package prikke.cli.orgs;

import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.cli.output.Column;
import prikke.cli.output.View;
import prikke.core.api.OrgResponse;

/** How an organization is shown. */
final class OrgView {
    private OrgView() {}

    /**
     * @param current the id of the organization in use, which is marked
     */
    static View<OrgResponse> marking(@Nullable String current) {
        List<Column<OrgResponse>> columns = List.of(
                Column.text("Name", (org, times) -> org.name()),
                Column.text("Role", (org, times) -> org.role()),
                Column.text("In use", (org, times) -> org.id().toString().equals(current) ? "yes" : null),
                Column.whole("Id", (org, times) -> org.id().toString()),
                Column.<OrgResponse>instant("Created", org -> org.createdAt()).rank(1));
        return new View<>(OrgResponse.class, org -> org.id().toString(), columns, columns);
    }
}
