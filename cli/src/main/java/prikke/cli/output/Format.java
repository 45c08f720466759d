package prikke.cli.output;

/** How results are printed. The names are lower case because they are what the user types. */
public enum Format {
    TABLE,
    JSON,
    YAML,
    CSV;

    @Override
    public String toString() {
        return switch (this) {
            case TABLE -> "table";
            case JSON -> "json";
            case YAML -> "yaml";
            case CSV -> "csv";
        };
    }
}
