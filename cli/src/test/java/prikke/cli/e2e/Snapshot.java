package prikke.cli.e2e;

import java.util.regex.Pattern;

/** Makes what a command printed comparable: what differs from run to run gives way to a name for it. */
final class Snapshot {
    private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[=>]");

    /** In which the walk asks for occurrences, which are the same ones whenever it is walked. */
    private static final String FIXED_YEAR = "2040";

    private Snapshot() {}

    /** The text as it was meant for the reader's eye: without colours and carriage returns. */
    static String plain(String printed) {
        return ANSI.matcher(printed).replaceAll("").replace("\r\n", "\n").replace("\r", "");
    }

    static String comparable(String printed, String folder) {
        return plain(printed)
                .replace(folder, "<folder>")
                .replaceAll("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", "<id>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "<instant>")
                .replaceAll("pk_live_\\w+(\\.sk_live_\\w+)?", "<key>")
                .replaceAll("whsec_[\\w+/=-]+", "<secret>")
                .replaceAll("pi_[\\w-]{16,}", "<invitation>")
                .replaceAll("(in [\\ddhms]+|[\\ddhms]+ ago|\\bnow) · ((\\d+ [A-Z]\\w\\w|\\d{4}-\\d\\d-\\d\\d) )?\\d\\d:\\d\\d(:\\d\\d)? UTC", "<when>")
                .replaceAll("\\bin \\d[\\ddhms]*\\b|\\b\\d[\\ddhms]* ago\\b|\\bnow\\b", "<when>")
                .replaceAll("\\b\\d+(\\.\\d+)? (ms|s)\\b", "<time>")
                .replaceAll("(127\\.0\\.0\\.1|localhost):\\d+", "$1:<port>")
                .replaceAll("process \\d+", "process <number>")
                .replaceAll("\\bOrg \\d+\\b", "Org <number>")
                .replaceAll("a new key, [0-9a-f]{16},", "a new key, <key id>,")
                .replaceAll("[A-Z][a-z]{2} (?!" + FIXED_YEAR + ")\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d(:\\d\\d)?", "<local time>")
                .replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d(?=  )", "<clock>")
                .replaceAll("Java \\d[\\w.+-]*", "Java <version>")
                .replaceAll("\\d+(\\.\\d+)* by [A-Z].*", "<version> by <vendor>")
                // Where a terminal cuts a line depends on how long the folder's name is.
                .replaceAll("(?m)(<folder>\\S*) .*…$", "$1 …")
                .replaceAll("(?m)(?<=\\S) {2,}", "  ")
                .replaceAll("(?m) +$", "");
    }
}
