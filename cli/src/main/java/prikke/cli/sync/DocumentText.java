package prikke.cli.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import prikke.cli.output.Yaml;

/** A document as YAML, for people and their editors. */
public final class DocumentText {
    private DocumentText() {}

    /**
     * The text.
     *
     * @param schema where editors find what may stand in it
     * @param remark says where it comes from
     */
    public static String of(JsonNode document, URI schema, String remark) {
        String head = "# yaml-language-server: $schema=" + schema + "\n# " + remark + " To have a server be so: prikke sync -f FILE\n";
        boolean keeps = document.toString().contains("\"<unchanged>\"");
        return head + (keeps ? "# <unchanged> keeps the credential that is stored; for another server, write it out.\n" : "") + Yaml.text(document);
    }
}
