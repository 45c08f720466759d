package prikke.daemon;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets up the log: to stderr, a line an event, libraries only where something is wrong. */
final class Log {
    private Log() {}

    /** To be called before the first logger is made. */
    static void prepare() {
        System.setProperty("java.util.logging.manager", Lasting.class.getName());
    }

    static void open(Level level) {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) root.removeHandler(handler);
        Handler stderr = new ConsoleHandler();
        stderr.setFormatter(new LogFormat());
        stderr.setLevel(Level.ALL);
        root.addHandler(stderr);
        root.setLevel(level.intValue() < Level.INFO.intValue() ? Level.INFO : Level.WARNING);
        Ours.LOGGER.setLevel(level);
    }

    /**
     * The log manager itself forgets a logger, and its level, that nobody holds. Apart, since it must not be made
     * before the manager.
     */
    private static final class Ours {
        static final Logger LOGGER = Logger.getLogger("prikke");
    }

    /** Java's own log manager closes the log as soon as a stop begins, and the stop would go unrecorded. */
    public static final class Lasting extends LogManager {
        @Override
        public void reset() {
            // The handlers stay until the process ends.
        }
    }
}
