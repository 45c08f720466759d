package prikke.cli;

import java.util.List;
import java.util.stream.Collectors;
import prikke.core.api.ApiClient;
import prikke.core.api.OrgResponse;

/** Finds an organization by what a person calls it. */
public final class OrgLookup {
    private OrgLookup() {}

    /**
     * The organization of that id or name.
     *
     * @throws Failure if the caller is in none of that name, or in several
     */
    public static OrgResponse find(ApiClient client, String idOrName) {
        List<OrgResponse> mine = client.orgs().list().values();
        List<OrgResponse> found = mine.stream()
                .filter(org -> org.id().toString().equalsIgnoreCase(idOrName) || org.name().equals(idOrName))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.isEmpty()) {
            throw new Failure(
                    ExitCodes.NOT_FOUND,
                    "not_found",
                    "You are in no organization named '" + idOrName + "'.\n" + meant(idOrName, mine) + "Yours: "
                            + mine.stream().map(OrgResponse::name).collect(Collectors.joining(", ")));
        }
        throw new Failure(
                ExitCodes.REFUSED,
                "conflict",
                found.size() + " of your organizations are named '" + idOrName
                        + "'.\nGive the id instead: prikke orgs list");
    }

    private static String meant(String name, List<OrgResponse> mine) {
        List<String> near = Nearest.to(name, mine.stream().map(OrgResponse::name).toList());
        return near.isEmpty() ? "" : "Did you mean " + String.join(" or ", near) + "? ";
    }
}
