package prikke.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import prikke.daemon.TestClient;

/** Visits pages as a browser does: keeps cookies, sends a form's hidden fields along, follows a redirect only when told to. */
final class Browser {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final Pattern FORM = Pattern.compile("(?s)<form[^>]* method=\"post\" action=\"([^\"]+)\">(.*?)</form>");

    final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> sent = new HashMap<>();
    private final String url;
    private Seen last = new Seen(0, HttpHeaders.of(Map.of(), (a, b) -> true), "");

    Browser(String url) {
        this.url = url;
    }

    /** What came back. */
    record Seen(int status, HttpHeaders headers, String text) {
        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        Seen is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        Seen shows(String... words) {
            assertThat(text).contains(words);
            return this;
        }

        /** It leads to that path. */
        Seen leadsTo(String path) {
            is(303);
            assertThat(header("Location")).isEqualTo(path);
            return this;
        }
    }

    /** Sends a header with every request from now on. */
    Browser sending(String header, String value) {
        sent.put(header, value);
        return this;
    }

    Seen get(String path) {
        return send(request(path).GET());
    }

    /** Sends the form of the page seen last that goes to that path, with its hidden fields and these. */
    Seen submit(String action, Map<String, String> fields) {
        Map<String, String> all = hidden(action);
        all.putAll(fields);
        return post(action, all);
    }

    private Map<String, String> hidden(String action) {
        Map<String, String> all = new LinkedHashMap<>();
        Matcher forms = FORM.matcher(last.text());
        while (forms.find()) {
            if (!forms.group(1).equals(action)) continue;
            Matcher hidden = HIDDEN.matcher(forms.group(2));
            while (hidden.find()) all.put(hidden.group(1), hidden.group(2).replace("&amp;", "&"));
        }
        assertThat(all).as("a form to %s in %s", action, last.text()).isNotEmpty();
        return all;
    }

    /** The same, sent to another path than the form says, as a button of it may have it. */
    Seen submit(String action, String to, Map<String, String> fields) {
        Map<String, String> all = hidden(action);
        all.putAll(fields);
        return post(to, all);
    }

    /** Sends these fields and no others. */
    Seen post(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Signs in by password. */
    Browser signIn(String email) {
        get("/login").is(200);
        submit("/login", Map.of("email", email, "password", TestClient.PASSWORD)).leadsTo("/");
        return this;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
        sent.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Seen send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            last = new Seen(response.statusCode(), response.headers(), response.body());
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        if (cookie.contains("Max-Age=0;")) cookies.remove(pair[0]);
        else cookies.put(pair[0], pair[1]);
    }
}
