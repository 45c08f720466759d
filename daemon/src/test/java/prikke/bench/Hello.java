package prikke.bench;

/** The least that a Java can do: what the start of a command is held against. */
final class Hello {
    private Hello() {}

    /** Prints a line. */
    public static void main(String[] args) {
        System.out.println("Hello");
    }
}
