package prikke.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A terminal without a browser is signed in by a browser elsewhere. */
@ExtendWith(Prikked.Shared.class)
class DeviceSignInIT {
    private static final Pattern CODE = Pattern.compile("enter the code ([A-Z]{4}-[A-Z]{4})");
    private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");

    private final Prikked prikked;
    private final Shell shell;
    private final Map<String, String> cookies = new HashMap<>();

    DeviceSignInIT(Prikked prikked, @TempDir Path home) {
        this.prikked = prikked;
        shell = prikked.signedOut(home);
    }

    @Test
    void a_code_shown_here_and_approved_there_signs_in_here() throws Exception {
        Process login = shell.start("login", "--device");
        try (BufferedReader err = new BufferedReader(new InputStreamReader(login.getErrorStream(), UTF_8));
                HttpClient browser = HttpClient.newHttpClient()) {
            Matcher code = CODE.matcher(String.valueOf(err.readLine()));
            assertThat(code.find()).isTrue();
            enter(browser);
            approve(browser, code.group(1));

            assertThat(login.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(login.exitValue()).isZero();
        } finally {
            login.destroyForcibly();
        }
        assertThat(shell.prikke("whoami").out()).contains("Signed in as  " + Prikked.EMAIL);
        assertThat(shell.prikke("sessions", "list").out()).contains("prikke/");
        String mine = shell.prikke("sessions", "list", "-o", "json").out();
        assertThat(mine).contains("\"current\": true");
    }

    @Test
    void the_lines_that_an_empty_organization_is_shown_work_as_they_are_copied() throws Exception {
        Shell own = prikked.inOrganizationOfItsOwn();
        Shell copied = shell.without("PRIKKE_SERVER")
                .with("PATH", Distribution.PRIKKE.getParent() + ":" + shell.variable("PATH"))
                .program(Path.of("/bin/sh"));
        try (HttpClient browser = HttpClient.newHttpClient()) {
            enter(browser);
            String page = get(browser, "/?org=" + own.variable("PRIKKE_ORG"));
            String[] lines = taught(page, "teach-cli").split("\n");
            Process login = copied.start("-c", lines[0]);
            try (BufferedReader err = new BufferedReader(new InputStreamReader(login.getErrorStream(), UTF_8))) {
                Matcher code = CODE.matcher(String.valueOf(err.readLine()));
                assertThat(code.find()).isTrue();
                approve(browser, code.group(1));
                assertThat(login.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                login.destroyForcibly();
            }
            assertThat(copied.prikke("-c", lines[1]).out()).startsWith("Added nightly: At 03:00 every day");
            assertThat(own.prikke("jobs", "list", "-q").out()).isEqualTo("nightly\n");

            String key = own.prikke("keys", "create", "taught", "--scope", "write").out().lines().findFirst().orElseThrow();
            Shell.Result put = copied.with("PRIKKE_TOKEN", key).prikke("-c", taught(page, "teach-curl"));
            assertThat(put.out()).as(put.err()).contains("\"key\":\"nightly\"", "\"cron\":\"0 3 * * *\"");
        }
    }

    private static String taught(String page, String id) {
        Matcher lines = Pattern.compile("(?s)<pre id=\"" + id + "\"[^>]*>(.*?)</pre>").matcher(page);
        assertThat(lines.find()).as(page).isTrue();
        return lines.group(1).replace("&#39;", "'").replace("&#34;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private void enter(HttpClient browser) throws IOException, InterruptedException {
        String page = get(browser, "/login");
        post(browser, "/login", Map.of("form_token", token(page), "email", Prikked.EMAIL, "password", Prikked.PASSWORD));
    }

    private void approve(HttpClient browser, String code) throws IOException, InterruptedException {
        String page = get(browser, "/device?user_code=" + code);
        assertThat(page).contains("prikke/", Prikked.EMAIL);
        assertThat(post(browser, "/device", Map.of("form_token", token(page), "user_code", code, "answer", "approve"))).contains("Approved");
    }

    private static String token(String page) {
        Matcher token = TOKEN.matcher(page);
        assertThat(token.find()).as(page).isTrue();
        return token.group(1);
    }

    private String get(HttpClient browser, String path) throws IOException, InterruptedException {
        return send(browser, HttpRequest.newBuilder(URI.create(prikked.url() + path)));
    }

    private String post(HttpClient browser, String path, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(browser, HttpRequest.newBuilder(URI.create(prikked.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** With cookies as browsers send them; Java's own manager puts those with a Max-Age in quotes. */
    private String send(HttpClient browser, HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header("Cookie", String.join("; ", cookies.values()));
        }
        HttpResponse<String> response = browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (String cookie : response.headers().allValues("Set-Cookie")) {
            cookies.put(cookie.split("=", 2)[0], cookie.split(";", 2)[0]);
        }
        return response.body();
    }
}
