package prikke.cli.sync;

/** Where something stands: the file as it was named, and the line, from 1. */
record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
