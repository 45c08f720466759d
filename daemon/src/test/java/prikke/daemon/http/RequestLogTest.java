package prikke.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLogTest {
    private static final String REST = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/invite/pi_",
                "/invite//pi_",
                "/invite/;pi_",
                "/%69nvite/pi_",
                "/invite/%70i_",
                "/invite%2Fpi_",
                "/invite/%2570i%25255f",
                "/invitepi_",
                "/api/v1/invites//pi_",
                "/api/v1/orgs/x/pi_",
                "/api/v1/pu_",
                "/api/v1/keys/pk_live_x.sk_live_",
                "/whsec_"
            })
    void tokens_stay_out_wherever_they_are_in_a_path(String before) {
        assertThat(RequestLog.shown(before + REST + "/accept")).contains("…").doesNotContain("AbCdE");
        assertThat(RequestLog.shown(before + "%41bCdEfGhIjKlMnOpQrStUvWxYz012345678%39")).contains("…").doesNotContain("bCdE");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/jobs/api_report", "/api/v1/jobs/%0aevent=x", "/api/v1/jobs/%20%24%5c", "/%zz", "-"})
    void other_paths_are_shown_as_they_came(String path) {
        assertThat(RequestLog.shown(path)).isEqualTo(path);
    }
}
