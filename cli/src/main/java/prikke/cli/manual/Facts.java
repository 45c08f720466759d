package prikke.cli.manual;

/** What holds for every command alike. */
final class Facts {
    private Facts() {}

    /** Writes the exit codes; and on the page of {@code prikke} itself the variables and files. */
    static void write(Roff roff, boolean whole) {
        if (whole) {
            environment(roff);
        }
        roff.section("EXIT STATUS");
        roff.term(Roff.bold("0"), "Done.")
                .term(Roff.bold("1"), "Failed.")
                .term(Roff.bold("2"), "The command was used wrongly.")
                .term(Roff.bold("3"), "Not signed in, or not allowed.")
                .term(Roff.bold("4"), "What was named is not there.")
                .term(Roff.bold("5"), "Refused as invalid, or in conflict with what there is.")
                .term(Roff.bold("6"), "The server cannot be reached.")
                .term(Roff.bold("7"), "The execution that was waited for failed.")
                .term(Roff.bold("8"), "Waiting took longer than it was to.")
                .term(Roff.bold("130"), "Interrupted.");
    }

    private static void environment(Roff roff) {
        roff.section("ENVIRONMENT").paragraphs("An option goes before a variable, and a variable before the profile.");
        roff.term(Roff.bold("PRIKKE_SERVER"), "The daemon to ask.")
                .term(Roff.bold("PRIKKE_API_KEY"), "The API key to ask with.")
                .term(Roff.bold("PRIKKE_ORG"), "The organization, by name or id.")
                .term(Roff.bold("PRIKKE_PROFILE"), "The profile to use.")
                .term(Roff.bold("PRIKKE_CA_FILE"), "A PEM file of the certificate authorities to trust.")
                .term(Roff.bold("PRIKKE_CONFIG_DIR"), "Where profiles and the history of the shell lie.")
                .term(Roff.bold("NO_COLOR"), "Set to anything, it keeps the output without colour.")
                .term(Roff.bold("BROWSER"), "What prikke open starts.");
        roff.section("FILES");
        roff.term(Roff.italic("$XDG_CONFIG_HOME/prikke/NAME.json"), "A profile; ~/.config/prikke unless XDG_CONFIG_HOME is set. Only its owner may read it.")
                .term(Roff.italic("$XDG_STATE_HOME/prikke/history"), "What was typed in the shell; ~/.local/state/prikke unless XDG_STATE_HOME is set.");
    }
}
