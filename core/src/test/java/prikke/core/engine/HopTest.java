package prikke.core.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prikke.core.job.HttpCall;

class HopTest {
    @ParameterizedTest
    @CsvSource({"'{\"a\":1}', application/json", "' [1]', application/json", "hello, text/plain; charset=utf-8", "'', text/plain; charset=utf-8"})
    void the_content_type_is_filled_in_from_the_body(String body, String type) {
        assertThat(Hop.first(new HttpCall("POST", "http://a.example/", Map.of(), body.getBytes(UTF_8))).headers())
                .containsEntry("Content-Type", type);
    }

    @Test
    void a_content_type_that_the_job_names_is_kept_and_without_a_body_there_is_none() {
        Map<String, String> own = Map.of("content-type", "application/xml");
        assertThat(Hop.first(new HttpCall("POST", "http://a.example/", own, "{}".getBytes(UTF_8))).headers()).isEqualTo(own);
        assertThat(Hop.first(new HttpCall("GET", "http://a.example/", Map.of(), null)).headers()).isEmpty();
    }

    @Test
    void credentials_go_along_to_the_same_origin_only() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : new String[] {"Authorization", "COOKIE", "Proxy-Authorization", "X-Api-Key", "x-auth-token", "Client-Secret", "X-Plain", "ApiKey", "X-Password", "X-Session-Id", "X-Hub-Signature-256"}) {
            headers.put(name, "v");
        }

        assertThat(first("GET", headers).redirected(302, URI.create("http://A.example:80/x"))).extracting(hop -> hop.headers().size()).isEqualTo(11);
        for (String elsewhere : new String[] {"https://a.example/", "http://a.example:8080/", "http://b.example/", "http://sub.a.example/"}) {
            assertThat(first("GET", headers).redirected(302, URI.create(elsewhere)).headers()).as(elsewhere).containsOnlyKeys("X-Plain");
        }
    }

    @Test
    void credentials_that_were_dropped_do_not_come_back_on_the_way_home() {
        Hop away = first("GET", Map.of("Authorization", "v")).redirected(302, URI.create("http://b.example/"));

        assertThat(away.redirected(302, URI.create("http://a.example/")).headers()).isEmpty();
    }

    @Test
    void with_the_body_go_the_headers_that_describe_it() {
        Map<String, String> headers = Map.of("Content-Type", "text/x", "Content-Language", "no", "X-Plain", "v");

        Hop get = next(first("POST", headers), 303);
        assertThat(get.method()).isEqualTo("GET");
        assertThat(get.body()).isNull();
        assertThat(get.headers()).containsOnlyKeys("X-Plain");
        assertThat(next(first("POST", headers), 307).headers()).containsOnlyKeys("Content-Type", "Content-Language", "X-Plain");
    }

    private static Hop first(String method, Map<String, String> headers) {
        return Hop.first(new HttpCall(method, "http://a.example/dir/page", headers, method.equals("GET") ? null : "b".getBytes(UTF_8)));
    }

    private static Hop next(Hop hop, int status) {
        return hop.redirected(status, URI.create("http://a.example/next"));
    }
}
