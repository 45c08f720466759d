package prikke.cli.crontab;

import org.jspecify.annotations.Nullable;

/**
 * A crontab's command, and what it reads: after the first {@code %}, each further one a new line. {@code \%} is a plain one.
 *
 * @param stdin null where there is none
 */
record Input(String command, @Nullable String stdin) {

    static Input of(String text) {
        StringBuilder command = new StringBuilder();
        StringBuilder stdin = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            StringBuilder to = stdin == null ? command : stdin;
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '%') {
                to.append('%');
                i++;
            } else if (c == '%' && stdin == null) {
                stdin = new StringBuilder();
            } else {
                to.append(c == '%' ? '\n' : c);
            }
        }
        return new Input(command.toString().strip(), stdin == null ? null : stdin.toString());
    }
}
