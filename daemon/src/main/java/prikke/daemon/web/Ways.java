package prikke.daemon.web;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import prikke.daemon.http.Routes;

/** Tells the paths that show something from those that only take forms: nobody can be sent to these. */
final class Ways {
    private static final String GET = "GET ";
    private static final String POST = "POST ";

    private volatile List<Pattern> shown = List.of();
    private volatile List<Pattern> forms = List.of();

    /** Learns of every path that there is. */
    void learn(Routes routes) {
        List<String> all = routes.list();
        shown = patterns(all.stream().filter(route -> route.startsWith(GET)).map(route -> route.substring(GET.length())));
        forms = patterns(all.stream()
                .filter(route -> route.startsWith(POST))
                .map(route -> route.substring(POST.length()))
                .filter(path -> !all.contains(GET + path)));
    }

    private static List<Pattern> patterns(Stream<String> paths) {
        return paths.map(path -> Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+"))).toList();
    }

    /** The path with its query, where it shows something; else the nearest above it that does. */
    String shown(String target) {
        String path = target.split("\\?", 2)[0];
        if (isShown(path)) return target;
        while (path.lastIndexOf('/') > 0) {
            path = path.substring(0, path.lastIndexOf('/'));
            if (isShown(path)) return path;
        }
        return Paths.HOME;
    }

    private boolean isShown(String path) {
        return forms.stream().noneMatch(form -> form.matcher(path).matches()) && shown.stream().anyMatch(page -> page.matcher(path).matches());
    }
}
