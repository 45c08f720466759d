package prikke.cli.keys;

import java.util.List;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Nearest;
import prikke.core.api.KeyResponse;
import prikke.core.api.Listing;

/** Finds the key that is meant, by its name, its public part or its id. */
final class KeyLookup {
    private KeyLookup() {}

    /** The one that is meant, and no other. */
    static KeyResponse of(String which, Listing<KeyResponse> keys) {
        List<KeyResponse> all = keys.values();
        return only(which, all, named(which, all));
    }

    /** The same, but of several of one name the one that holds when the others have ceased to: the last of a row of rotations. */
    static KeyResponse lastOf(String which, Listing<KeyResponse> keys) {
        List<KeyResponse> all = keys.values();
        List<KeyResponse> found = named(which, all);
        List<KeyResponse> last = found.stream()
                .filter(key -> found.stream().allMatch(other -> other.equals(key) || outlives(key, other)))
                .toList();
        return only(which, all, last.size() == 1 ? last : found);
    }

    private static boolean outlives(KeyResponse key, KeyResponse other) {
        return other.expiresAt() != null
                && key.createdAt().isAfter(other.createdAt())
                && (key.expiresAt() == null || !key.expiresAt().isBefore(other.expiresAt()));
    }

    private static List<KeyResponse> named(String which, List<KeyResponse> keys) {
        return keys.stream()
                .filter(key -> key.id().toString().equals(which)
                        || key.name().equals(which)
                        || key.publicId().equals(which.split("\\.", 2)[0]))
                .toList();
    }

    private static KeyResponse only(String which, List<KeyResponse> all, List<KeyResponse> found) {
        return switch (found.size()) {
            case 0 -> throw new Failure(ExitCodes.NOT_FOUND, "not_found", "There is no key '" + which + "'.\n" + next(which, all));
            case 1 -> found.getFirst();
            default -> throw new Failure(
                    ExitCodes.REFUSED,
                    "conflict",
                    found.size() + " keys are named '" + which + "'.\nGive the id instead: prikke keys list -o json");
        };
    }

    private static String next(String which, List<KeyResponse> all) {
        List<String> near = Nearest.to(which, all.stream().map(KeyResponse::name).toList());
        return near.isEmpty() ? "List them with: prikke keys list" : "Did you mean " + String.join(" or ", near) + "?";
    }
}
