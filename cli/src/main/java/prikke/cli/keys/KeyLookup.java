package prikke.cli.keys;

import java.util.List;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.core.api.KeyResponse;
import prikke.core.api.Listing;

/** Finds the key that is meant, by its name, its public part or its id. */
final class KeyLookup {
    private KeyLookup() {}

    static KeyResponse of(String which, Listing<KeyResponse> keys) {
        List<KeyResponse> found = keys.values().stream()
                .filter(key -> key.id().toString().equals(which)
                        || key.name().equals(which)
                        || key.publicId().equals(which.split("\\.", 2)[0]))
                .toList();
        return switch (found.size()) {
            case 0 -> throw new Failure(
                    ExitCodes.NOT_FOUND, "not_found", "There is no key '" + which + "'.\nList them with: prikke keys list");
            case 1 -> found.getFirst();
            default -> throw new Failure(
                    ExitCodes.REFUSED,
                    "conflict",
                    found.size() + " keys are named '" + which + "'.\nGive the id instead: prikke keys list -o json");
        };
    }
}
