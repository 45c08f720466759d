package prikke.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prikke.core.api.Json;

class CsvTest {
    private record Thing(String jobKey, String body, Map<String, String> headers, int count) {}

    private final Csv csv = new Csv(Thing.class);

    @Test
    void the_columns_are_the_fields_of_the_api() {
        assertThat(csv.header()).isEqualTo("job_key,body,headers,count");
    }

    @Test
    void text_with_commas_quotes_or_line_ends_is_quoted() throws JsonProcessingException {
        assertThat(row("{'job_key': 'a,b', 'body': 'say \\\"hi\\\"\\n', 'count': 7}")).isEqualTo("\"a,b\",\"say \"\"hi\"\"\n\",,7");
    }

    @Test
    void nothing_stands_for_null_and_json_for_what_lies_deeper() throws JsonProcessingException {
        assertThat(row("{'job_key': null, 'headers': {'K': 'V'}, 'unknown': 1}")).isEqualTo(",,\"{\"\"K\"\":\"\"V\"\"}\",");
    }

    private String row(String json) throws JsonProcessingException {
        return csv.row(Json.mapper().readTree(json.replace('\'', '"')));
    }
}
