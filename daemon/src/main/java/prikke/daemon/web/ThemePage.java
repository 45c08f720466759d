package prikke.daemon.web;

import prikke.daemon.http.Answer;

/** Choosing between light and dark; there is only the form for it, at the foot of every page. */
final class ThemePage {
    Answer choose(Visit visit) {
        Theme theme = Theme.of(visit.form().getOrDefault("theme", ""));
        return visit.redirect(theme, visit.backPath());
    }
}
