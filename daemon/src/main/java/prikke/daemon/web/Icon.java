package prikke.daemon.web;

/** Drawings of 16 by 16, as lines. They go beside words and say nothing that the words do not. */
public enum Icon {
    HOME("M2.5 7.2 8 2.5l5.5 4.7v6.3h-4v-4h-3v4h-4z"),
    JOBS("M2.5 4h11M2.5 8h11M2.5 12h7"),
    RUNS("M5 3.2v9.6L13 8z"),
    ALERT("M8 2.3 14.4 13.4H1.6zM8 6.5v3.2M8 11.4v.4"),
    QUEUE("M2.5 3h11v3h-11zM2.5 10h11v3h-11zM5 6v4M11 6v4"),
    SETTINGS("M8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM8 1.8v2M8 12.2v2M14.2 8h-2M3.8 8h-2M12.4 3.6l-1.4 1.4M5 11l-1.4 1.4M12.4 12.4 11 11M5 5 3.6 3.6"),
    SERVER("M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.1M5 11h.1"),
    SEARCH("M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM10.2 10.2l3.3 3.3"),
    PLUS("M8 3v10M3 8h10"),
    PLAY("M4.5 3v10l8-5z"),
    PAUSE("M5.5 3.5v9M10.5 3.5v9"),
    PENCIL("M3 13l.6-2.9 7.2-7.2 2.3 2.3-7.2 7.2z"),
    COPY("M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3"),
    TRASH("M3 4.5h10M6 4.5v-2h4v2M4.3 4.5l.6 9h6.2l.6-9M6.8 7v4M9.2 7v4"),
    REPLAY("M3 8a5 5 0 1 0 1.6-3.7M4.5 1.8v2.7h2.7"),
    CHECK("M3 8.5l3.4 3.4L13 4.8"),
    CROSS("M4 4l8 8M12 4l-8 8"),
    CLOCK("M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 4.8V8l2.2 1.6"),
    SKIP("M3 3.5v9l6-4.5zM12.5 3.5v9"),
    BAN("M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM4 4l8 8"),
    MISSED("M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 5v3.6M8 10.8v.3"),
    SPIN("M8 2.2A5.8 5.8 0 1 1 2.2 8"),
    DOWN("M4 6l4 4 4-4"),
    RIGHT("M6 4l4 4-4 4"),
    LEFT("M10 4 6 8l4 4"),
    SUN("M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1"),
    MOON("M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z"),
    SCREEN("M2 3h12v8H2zM5.5 13.5h5"),
    OUT("M9.5 3h-6v10h6M7 8h7M11.5 5.5 14 8l-2.5 2.5"),
    MENU("M2.5 4.5h11M2.5 8h11M2.5 11.5h11"),
    KEYS("M1.5 4h13v8h-13zM4 6.7h.1M6.7 6.7h.1M9.3 6.7h.1M12 6.7h.1M5 9.5h6"),
    LINK("M6.6 9.4l2.8-2.8M7.3 4.6l1.2-1.2a2.8 2.8 0 0 1 4 4L11.4 8.6M8.7 11.4l-1.2 1.2a2.8 2.8 0 0 1-4-4L4.6 7.4"),
    TAG("M2.5 2.5h5.2l5.8 5.8-5.2 5.2-5.8-5.8zM5.4 5.4h.1");

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    /** What an SVG path's {@code d} takes. */
    public String path() {
        return path;
    }
}
