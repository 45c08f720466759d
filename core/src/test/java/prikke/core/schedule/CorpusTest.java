package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases in corpus.tsv, which were computed by another program in another language. */
class CorpusTest {

    record Case(String expression, ZoneId zone, DstPolicy dst, Instant from, List<Instant> expected) {

        static Case read(String line) {
            String[] columns = line.split("\t");
            return new Case(
                    columns[0],
                    ZoneId.of(columns[1]),
                    DstPolicy.valueOf(columns[2].toUpperCase(Locale.ROOT)),
                    Instant.parse(columns[3]),
                    Arrays.stream(columns[4].split(" ")).map(Instant::parse).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gives_the_occurrences_of_the_corpus(Case one) {
        Cron cron = Cron.parse(one.expression(), one.zone(), one.dst(), 0);
        Stream<Instant> next = Stream.iterate(
                        cron.next(one.from()), Optional::isPresent, due -> cron.next(due.orElseThrow()))
                .map(Optional::orElseThrow);
        assertThat(next.limit(one.expected().size())).isEqualTo(one.expected());
    }

    @Test
    void the_corpus_is_a_large_one() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(300);
    }

    static List<Case> cases() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CorpusTest.class.getResourceAsStream("corpus.tsv")), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Case::read)
                    .toList();
        }
    }
}
