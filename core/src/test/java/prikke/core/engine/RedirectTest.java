package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.core.job.HttpCall;

class RedirectTest {
    @ParameterizedTest
    @ValueSource(ints = {200, 204, 300, 304, 305, 400, 500})
    void any_other_status_sends_nowhere(int status) {
        assertThat(from("http://a.example/", status, "/x")).isEqualTo(new Redirect.None());
    }

    @ParameterizedTest
    @CsvSource({
        "/other, http://a.example/other", "other?x=1, http://a.example/dir/other?x=1", "?x=1, http://a.example/dir/page?x=1",
        "//b.example/y, http://b.example/y", "https://b.example, https://b.example", "' /blank ', http://a.example/blank",
        "../up, http://a.example/up", "/ä, http://a.example/%C3%A4", "http://b.example:65535/, http://b.example:65535/"
    })
    void a_location_may_be_relative(String location, String url) {
        assertThat(from("http://a.example/dir/page?old=1", 302, location)).isInstanceOfSatisfying(Redirect.To.class, to -> assertThat(to.next().url()).isEqualTo(url));
    }

    @Test
    void an_address_without_a_path_has_the_root_for_its_folder() {
        assertThat(from("http://a.example", 307, "next")).isInstanceOfSatisfying(Redirect.To.class, to -> assertThat(to.next().url()).isEqualTo("http://a.example/next"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void a_redirect_without_a_location_is_said_to_have_none(@Nullable String location) {
        assertThat(message(location)).isEqualTo("The target answered 302 without saying where to go on: it sent no Location header.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ftp://a.example/          | no http or https address",
        "mailto:x@example.com      | no http or https address",
        "http:///x                 | no http or https address",
        "javascript:alert(1)       | no http or https address",
        "data:text/plain,x         | no http or https address",
        "http://a b/               | can't be read as an address",
        "http://[::1               | can't be read as an address",
        "/%zz                      | can't be read as an address",
        "http://a.example/, /other | can't be read as an address",
        "http://u:p@b.example/     | user or password",
        "http://b.example:0/       | port",
        "http://b.example:65536/   | port",
    })
    void a_location_that_cannot_be_followed_is_shown_with_the_reason(String location, String reason) {
        assertThat(message(location)).startsWith("The target redirected to " + location + ", which").contains(reason);
    }

    @Test
    void of_a_long_location_so_much_is_shown_that_the_reason_is_seen_too() {
        assertThat(message("ftp://a.example/" + "x".repeat(10_000))).hasSizeLessThan(300).endsWith("no http or https address.");
    }

    private static String message(@Nullable String location) {
        return ((Redirect.Nowhere) from("http://a.example/", 302, location)).message();
    }

    private static Redirect from(String url, int status, @Nullable String location) {
        return Redirect.of(Hop.first(new HttpCall("GET", url, Map.of(), null)), status, location);
    }
}
