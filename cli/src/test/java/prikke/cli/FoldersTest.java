package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import prikke.cli.profile.Profile;
import prikke.cli.profile.Profiles;

/** Where things are kept, on whatever system. */
class FoldersTest {
    @Test
    void the_variable_goes_before_all_and_holds_the_history_too() {
        var folders = unix(Map.of("PRIKKE_CONFIG_DIR", "/etc/p", "XDG_CONFIG_HOME", "/xdg", "HOME", "/home/ada"), "/root");

        assertThat(folders.config()).hasToString("/etc/p");
        assertThat(folders.state()).hasToString("/etc/p");
    }

    @Test
    void the_specification_is_followed_and_a_relative_path_in_it_is_passed_over() {
        assertThat(unix(Map.of("XDG_CONFIG_HOME", "/xdg", "HOME", "/home/ada"), "/root").config()).hasToString("/xdg/prikke");
        assertThat(unix(Map.of("XDG_CONFIG_HOME", "xdg", "HOME", "/home/ada"), "/root").config()).hasToString("/home/ada/.config/prikke");
        assertThat(unix(Map.of("HOME", "/home/ada"), "/root").state()).hasToString("/home/ada/.local/state/prikke");
    }

    @Test
    void without_a_variable_for_home_the_one_that_the_system_knows_is_taken_and_without_that_there_is_no_place() {
        assertThat(unix(Map.of(), "/root").config()).hasToString("/root/.config/prikke");
        assertThat(unix(Map.of("HOME", ""), "?").config()).isNull();
        assertThat(unix(Map.of(), null).state()).isNull();
    }

    @Test
    void on_windows_they_lie_where_programs_keep_such_things_there() throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(Configuration.windows())) {
            var folders = new Folders(
                    Map.of("APPDATA", "C:\\Users\\Ada\\AppData\\Roaming", "LOCALAPPDATA", "C:\\Users\\Ada\\AppData\\Local"), "C:\\Users\\Ada", true, files);

            assertThat(folders.config()).hasToString("C:\\Users\\Ada\\AppData\\Roaming\\prikke");
            assertThat(folders.state()).hasToString("C:\\Users\\Ada\\AppData\\Local\\prikke");
        }
    }

    @Test
    void profiles_are_kept_on_a_file_system_that_knows_no_posix_permissions() throws IOException {
        try (FileSystem files = Jimfs.newFileSystem(Configuration.windows())) {
            var profiles = new Profiles(files.getPath("C:\\Users\\Ada\\prikke"));
            profiles.write("work", new Profile("http://127.0.0.1:7717", "a@example.com", "pu_secret", "id", "Engines"));
            profiles.use("work");

            assertThat(profiles.names()).containsExactly("work");
            assertThat(profiles.current()).isEqualTo("work");
            assertThat(profiles.read("work").email()).isEqualTo("a@example.com");
            assertThat(Files.exists(files.getPath("C:\\Users\\Ada\\prikke\\work.json"))).isTrue();
        }
    }

    private static Folders unix(Map<String, String> variables, @Nullable String userHome) {
        FileSystem files = Jimfs.newFileSystem(Configuration.unix());
        return new Folders(variables, userHome, false, files);
    }
}
