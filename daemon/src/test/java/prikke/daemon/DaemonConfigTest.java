package prikke.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prikke.core.account.RegistrationMode;
import prikke.core.engine.EngineConfig;
import prikke.core.mail.SmtpSettings;

class DaemonConfigTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void without_being_told_anything_it_listens_to_this_machine_only() {
        DaemonConfig config = load(Map.of("HOME", "/home/ann"));

        assertThat(config.http().host().isLoopbackAddress()).isTrue();
        assertThat(config.http().port()).isEqualTo(7717);
        assertThat(config.dataDir()).isEqualTo(Path.of("/home/ann/.local/share/prikke"));
        assertThat(config.database().url()).isNull();
        assertThat(config.registration()).isEqualTo(RegistrationMode.INVITE);
        assertThat(config.egress().privateNetworks()).isTrue();
        assertThat(config.maxInFlight()).isEqualTo(EngineConfig.DEFAULT_IN_FLIGHT);
        assertThat(config.keepHistory()).isNull();
        assertThat(config.shutdownGrace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.logLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void the_sample_names_every_setting_and_shows_the_defaults() throws IOException {
        String sample = Files.readString(Path.of("../cli/src/dist/share/prikke.yaml"));
        String settings = sample.lines().skip(2).map(line -> line.replaceFirst("^# ?", "")).collect(Collectors.joining("\n"));
        DaemonConfig shown = load(Map.of("HOME", "/home/ann"), "--config", write(settings).toString());
        DaemonConfig usual = load(Map.of("HOME", "/home/ann"));

        assertThat(Setting.keys()).allSatisfy(key -> assertThat(settings).contains(key.substring(key.lastIndexOf('.') + 1) + ":"));
        assertThat(shown).usingRecursiveComparison().ignoringFields("database", "dataDir", "publicUrl", "metrics", "smtp", "http.tls").isEqualTo(usual);
        assertThat(shown.database().sync()).isEqualTo(usual.database().sync());
    }

    @Test
    void figures_are_open_where_only_this_machine_reaches_the_daemon_and_the_token_for_them_is_in_no_message() {
        assertThat(load(Map.of()).metrics().open()).isTrue();
        assertThat(List.of(
                        Map.of("PRIKKE_SERVER_HOST", "0.0.0.0"),
                        Map.of("PRIKKE_SERVER_TRUSTED_PROXIES", "127.0.0.1"),
                        Map.of("PRIKKE_SERVER_PUBLIC_URL", "https://prikke.example.com"),
                        Map.of("PRIKKE_METRICS_TOKEN", "0123456789abcdef")))
                .allSatisfy(environment -> assertThat(load(environment).metrics().open()).isFalse());
        assertThat(load(Map.of("PRIKKE_METRICS_TOKEN", "0123456789abcdef")).toString()).doesNotContain("0123456789abcdef");
        assertThatThrownBy(() -> load(Map.of("PRIKKE_METRICS_TOKEN", "too-short")))
                .hasMessageContaining("metrics.token must be at least 16")
                .hasMessageNotContaining("too-short");
    }

    @Test
    void mail_is_sent_where_a_server_is_named_and_its_password_is_in_no_log() {
        assertThat(load(Map.of()).smtp()).isNull();

        SmtpSettings smtp = load(Map.of(
                        "PRIKKE_SMTP_HOST", "smtp.example.com",
                        "PRIKKE_SMTP_FROM", "Prikke <prikke@example.com>",
                        "PRIKKE_SMTP_USER", "prikke",
                        "PRIKKE_SMTP_PASSWORD", "hush-hush"))
                .smtp();

        assertThat(smtp).isEqualTo(new SmtpSettings(
                "smtp.example.com", 587, "prikke", "hush-hush", "Prikke <prikke@example.com>", SmtpSettings.Security.STARTTLS));
        assertThat(String.valueOf(smtp)).contains("smtp.example.com:587").doesNotContain("hush-hush");
        assertThat(load(Map.of(
                                "PRIKKE_SMTP_HOST", "smtp.example.com",
                                "PRIKKE_SMTP_FROM", "prikke@example.com",
                                "PRIKKE_SMTP_SECURITY", "tls"))
                        .smtp())
                .extracting("port")
                .isEqualTo(465);
    }

    @Test
    void mail_settings_that_will_not_do_are_named() {
        assertRefused(Map.of("PRIKKE_SMTP_HOST", "smtp.example.com")).hasMessageContaining("smtp.from must be given");
        assertRefused(Map.of("PRIKKE_SMTP_HOST", "smtp.example.com", "PRIKKE_SMTP_FROM", "somebody at home"))
                .hasMessageContaining("smtp.from must be an e-mail address");
        assertRefused(Map.of("PRIKKE_SMTP_SECURITY", "ssl")).hasMessageContaining("smtp.security must be one of none, starttls, tls");
    }

    @ParameterizedTest
    @CsvSource({"https://prikke.example.com/, https://prikke.example.com", "http://[::1]:8080, http://[::1]:8080"})
    void people_reach_it_where_one_says(String given, String url) {
        assertThat(load(Map.of("PRIKKE_SERVER_PUBLIC_URL", given)).publicUrl()).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource({"prikke.example.com", "ftp://a", "https://a/b", "https://u:p@a", "https://a?b", "https://a#b", "https://"})
    void a_public_url_is_a_scheme_and_a_host(String given) {
        assertRefused(Map.of("PRIKKE_SERVER_PUBLIC_URL", given)).hasMessageContaining("server.public-url must be a URL without a path");
    }

    @Test
    void history_is_kept_as_long_as_one_says() {
        assertThat(load(Map.of("PRIKKE_HISTORY_KEEP", "90d")).keepHistory()).isEqualTo(Duration.ofDays(90));
        assertThat(load(Map.of("PRIKKE_HISTORY_KEEP", "forever")).keepHistory()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"off, false", "full, true", "'\"off\"', false"})
    void commits_reach_the_disk_unless_it_is_off_whether_the_file_puts_that_in_quotes_or_not(String value, boolean synced)
            throws IOException {
        Path file = write("database:\n  sync: " + value + "\n  user:\n");

        DaemonConfig config = load(Map.of("HOME", "/home/ann"), "--config", file.toString());

        assertThat(config.database().sync()).isEqualTo(synced);
        assertThat(config.database().user()).isNull();
    }

    @Test
    void data_lies_where_the_xdg_specification_says() {
        assertThat(load(Map.of("HOME", "/home/ann", "XDG_DATA_HOME", "/data")).dataDir())
                .isEqualTo(Path.of("/data/prikke"));
    }

    @Test
    void private_networks_are_closed_where_anyone_may_register_unless_told_otherwise() {
        assertThat(load(Map.of("PRIKKE_REGISTRATION", "open")).egress().privateNetworks())
                .isFalse();
        assertThat(load(Map.of("PRIKKE_REGISTRATION", "open", "PRIKKE_EGRESS_PRIVATE_NETWORKS", "allow"))
                        .egress()
                        .privateNetworks())
                .isTrue();
        assertThat(load(Map.of("PRIKKE_EGRESS_PRIVATE_NETWORKS", "deny"))
                        .egress()
                        .privateNetworks())
                .isFalse();
    }

    @Test
    void a_flag_beats_the_environment_which_beats_the_file() throws IOException {
        Path file = write("server:\n  port: 1001\n  host: 127.0.0.2\nlog.level: warn\nshutdown:\n  grace: 5s\n");
        Map<String, String> environment = Map.of("PRIKKE_SERVER_PORT", "1002", "PRIKKE_LOG_LEVEL", "error");

        DaemonConfig config = load(environment, "--config", file.toString(), "--port=1003");

        assertThat(config.http().port()).isEqualTo(1003);
        assertThat(config.logLevel()).isEqualTo(Level.SEVERE);
        assertThat(config.http().host().getHostAddress()).isEqualTo("127.0.0.2");
        assertThat(config.shutdownGrace()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void the_file_in_the_data_directory_is_read_without_being_named() throws IOException {
        write("server.port: 1001");

        assertThat(load(Map.of(), "--data-dir", folder.toString()).http().port()).isEqualTo(1001);
        assertThat(load(Map.of("PRIKKE_DATA_DIR", folder.toString())).http().port()).isEqualTo(1001);
        assertThat(load(Map.of("PRIKKE_CONFIG", folder.resolve("prikke.yaml").toString()))
                        .http()
                        .port())
                .isEqualTo(1001);
    }

    @Test
    void lists_are_yaml_lists_in_the_file_and_have_commas_in_the_environment() throws IOException {
        Path file = write("egress:\n  allow: [10.0.0.0/8, '*.example.com']\n");

        DaemonConfig config =
                load(Map.of("PRIKKE_EGRESS_DENY", "192.168.0.0/16, internal.example.com"), "--config", file.toString());

        assertThat(config.egress().allow().hosts()).containsExactly("*.example.com");
        assertThat(config.egress().allow().ranges()).hasSize(1);
        assertThat(config.egress().deny().hosts()).containsExactly("internal.example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.prot: 1 | server.prot | server.port",
                "server: {hots: x} | server.hots | server.host",
                "database: {urll: x} | database.urll | database.url"
            })
    void an_unknown_setting_in_the_file_is_refused_with_a_suggestion(String yaml, String given, String meant)
            throws IOException {
        Path file = write(yaml);

        assertRefused(Map.of(), "--config", file.toString())
                .hasMessageContaining(file.toString())
                .hasMessageContaining(given)
                .hasMessageContaining("Did you mean " + meant + "?");
    }

    @Test
    void a_setting_that_is_like_none_is_refused_with_the_list() throws IOException {
        assertRefused(Map.of(), "--config", write("jobs: []").toString())
                .hasMessageContaining("no setting jobs")
                .hasMessageContaining("server.port");
    }

    @Test
    void a_mistyped_variable_is_refused_and_the_command_lines_own_are_let_be() {
        assertRefused(Map.of("PRIKKE_SERVER_PROT", "1")).hasMessageContaining("Did you mean PRIKKE_SERVER_PORT?");
        load(Map.of(
                "PRIKKE_SERVER",
                "http://x",
                "PRIKKE_API_KEY",
                "k",
                "PRIKKE_ORG",
                "o",
                "PRIKKE_PROFILE",
                "p",
                "PRIKKE_SOMETHING_ELSE",
                "x"));
    }

    @Test
    void a_flag_that_is_none_or_has_no_value_is_refused() {
        assertRefused(Map.of(), "--prot", "1").hasMessageContaining("Did you mean --port?");
        assertRefused(Map.of(), "--port").hasMessageContaining("--port needs a value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PRIKKE_SERVER_PORT | 70000 | server.port must be a whole number from 0 to 65535",
                "PRIKKE_SERVER_PORT | http | server.port must be a whole number",
                "PRIKKE_SERVER_HOST | no.such.host.invalid | server.host must be an address",
                "PRIKKE_DATABASE_URL | mysql://x | database.url must be a JDBC URL",
                "PRIKKE_DATABASE_SYNC | true | database.sync must be full or off",
                "PRIKKE_DATABASE_SYNC | false | database.sync must be full or off",
                "PRIKKE_REGISTRATION | public | registration must be one of invite, open, closed",
                "PRIKKE_EGRESS_PRIVATE_NETWORKS | no | egress.private-networks must be allow or deny",
                "PRIKKE_EGRESS_ALLOW | 10.0.0.0/99 | egress.allow must be",
                "PRIKKE_ENGINE_MAX_IN_FLIGHT | 0 | engine.max-in-flight must be",
                "PRIKKE_SHUTDOWN_GRACE | 30 | shutdown.grace must be a duration",
                "PRIKKE_SHUTDOWN_GRACE | 1h | shutdown.grace must be a duration up to 10m",
                "PRIKKE_HISTORY_KEEP | 90 | history.keep must be a duration of 1h at least, such as 90d, or forever",
                "PRIKKE_HISTORY_KEEP | 59m | history.keep must be a duration of 1h at least",
                "PRIKKE_HISTORY_KEEP | -90d | history.keep must be a duration of 1h at least",
                "PRIKKE_HISTORY_KEEP | 200000d | history.keep must be a duration",
                "PRIKKE_LOG_LEVEL | loud | log.level must be one of error, warn, info, debug"
            })
    void a_value_that_will_not_do_is_refused_naming_where_it_was_given(String variable, String value, String message) {
        assertRefused(Map.of(variable, value)).hasMessageContaining(message).hasMessageContaining(variable);
    }

    @Test
    void every_value_that_will_not_do_is_named_at_once() {
        assertRefused(Map.of("PRIKKE_LOG_LEVEL", "loud"), "--port", "x")
                .hasMessageContaining("server.port")
                .hasMessageContaining("--port")
                .hasMessageContaining("log.level");
    }

    @Test
    void a_file_that_is_not_there_or_no_yaml_is_refused() throws IOException {
        assertRefused(Map.of(), "--config", folder.resolve("none.yaml").toString())
                .hasMessageContaining("none.yaml can't be read");
        assertRefused(Map.of(), "--config", write("server: [").toString()).hasMessageContaining("is not YAML");
        assertRefused(Map.of(), "--config", write("just text").toString()).hasMessageContaining("must hold settings");
    }

    @Test
    void secrets_are_not_in_what_is_logged_of_it() {
        String url = "jdbc:postgresql://db/prikke?user=ann&password=hunter2";

        DaemonConfig config = load(Map.of("PRIKKE_DATABASE_URL", url, "PRIKKE_DATABASE_PASSWORD", "hunter3"));

        assertThat(config.toString()).contains("jdbc:postgresql://db/prikke").doesNotContain("hunter");
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("prikke.yaml"), yaml);
    }

    private static DaemonConfig load(Map<String, String> environment, String... arguments) {
        return DaemonConfig.load(Arguments.parse(arguments), environment);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            Map<String, String> environment, String... arguments) {
        return assertThatThrownBy(() -> load(environment, arguments))
                .isInstanceOfSatisfying(CannotStartException.class, e -> assertThat(e.exitCode())
                        .isEqualTo(2));
    }
}
