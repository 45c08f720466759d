package prikke.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * Where a sealed value belongs: it opens nowhere else, so that nobody who can write to the database can move it to another
 * organization, row or field.
 *
 * @param kind of what it is a value, such as {@code job-header}
 * @param row the row's id
 * @param field names the value in the row
 */
public record Place(String kind, UUID org, UUID row, String field) {
    /** Unambiguous: a kind has no line break, an id neither, and the field comes last. */
    byte[] bytes() {
        return (kind + "\n" + org + "\n" + row + "\n" + field).getBytes(UTF_8);
    }
}
