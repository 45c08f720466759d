package prikke.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prikke.cli.Environment;

class DataDirOptionTest {
    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>(Map.of("HOME", "/home/ada"));
    private final DataDirOption option = new DataDirOption();

    @Test
    void unless_told_otherwise_it_is_the_xdg_folder_for_data() {
        assertThat(found()).isEqualTo("/home/ada/.local/share/prikke");
        variables.put("XDG_DATA_HOME", "/data");
        assertThat(found()).isEqualTo("/data/prikke");
    }

    @Test
    void a_flag_beats_the_environment_which_beats_the_file() throws IOException {
        option.config = Files.writeString(folder.resolve("prikke.yaml"), "data-dir: /from/file\n").toString();
        assertThat(found()).isEqualTo("/from/file");
        variables.put("PRIKKE_DATA_DIR", "/from/environment");
        assertThat(found()).isEqualTo("/from/environment");
        option.dataDir = "/from/flag";
        assertThat(found()).isEqualTo("/from/flag");
    }

    @Test
    void the_number_of_another_process_in_an_old_pid_file_is_not_taken_for_the_daemon() throws IOException {
        Files.writeString(folder.resolve("prikked.pid"), ProcessHandle.current().pid() + "\n");

        assertThat(new DaemonFiles(folder).process()).isEmpty();
    }

    private String found() {
        return option.files(new Environment(variables, false, false, 80, folder)).folder().toString();
    }
}
