package prikke.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https://example.com/a                            | https://example.com/a
        https://example.com/a?page=2#token=x             | https://example.com/a?page=2#token=x
        https://ann:hunter2@example.com/a                | https://********@example.com/a
        https://good@127.0.0.1/                          | https://********@127.0.0.1/
        https://example.com/a@b                          | https://example.com/a@b
        https://example.com/?access_token=abc&page=2     | https://example.com/?access_token=********&page=2
        https://example.com/?page=2&API-KEY=abc#top      | https://example.com/?page=2&API-KEY=********#top
        https://example.com/?password=a%26b&sig=$1       | https://example.com/?password=********&sig=********
        https://example.com/?secret=                     | https://example.com/?secret=
        """)
    void what_looks_like_a_credential_is_masked_and_the_rest_is_as_it_was(String url, String shown) {
        assertThat(MaskedUrl.of(url)).isEqualTo(shown);
    }
}
