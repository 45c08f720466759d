package prikke.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the library's packages. */
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("prikke.core");

    /** What the engine takes its work from: stores in all but name, and known beyond their package. */
    private static final Set<String> QUEUES = Set.of("DueJobs", "RunQueue");

    private static final String GENERATED = "prikke.core.db.schema..";

    /** Which other packages of the library each may name; all may name {@code prikke.core} itself, which names none. */
    private static final Map<String, List<String>> MAY_NAME = Map.ofEntries(
            entry("", List.of()),
            entry("schedule", List.of()),
            entry("db", List.of()),
            entry("api", List.of()),
            entry("crypto", List.of("db")),
            entry("mail", List.of("db")),
            entry("audit", List.of("db")),
            entry("account", List.of("schedule", "db", "crypto", "mail", "audit")),
            entry("idempotency", List.of("db")),
            entry("event", List.of("db")),
            entry("job", List.of("schedule", "db", "crypto", "audit", "account", "event")),
            entry("run", List.of("schedule", "db", "crypto", "audit", "account", "event", "job")),
            entry("stats", List.of("db", "account", "job", "run")),
            entry("sync", List.of("db", "audit", "account", "event", "job", "run")),
            entry("engine", List.of("schedule", "db", "crypto", "audit", "account", "event", "job", "run", "stats")),
            entry("feed", List.of("db", "account", "event", "job", "run")),
            entry("notify", List.of("schedule", "db", "crypto", "mail", "audit", "account", "job", "run")),
            entry("plan", List.of("schedule", "db", "crypto", "mail", "audit", "account", "job", "run")));

    @Test
    void every_package_has_its_place_in_the_order() {
        assertThat(CORE.stream().map(ArchitectureTest::part).collect(Collectors.toSet()))
                .contains("", "schedule", "db", "crypto", "mail", "audit", "account", "event", "job", "run", "stats", "sync", "engine", "feed", "api")
                .isSubsetOf(MAY_NAME.keySet());
    }

    static Stream<String> parts() {
        return CORE.stream().map(ArchitectureTest::part).distinct().sorted();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void nothing_imports_against_the_order(String part) {
        List<String> others = MAY_NAME.keySet().stream()
                .filter(other -> !other.isEmpty() && !other.equals(part) && !MAY_NAME.getOrDefault(part, List.of()).contains(other))
                .toList();
        noClasses().that(are("in the part '" + part + "'", type -> part(type).equals(part)))
                .should().dependOnClassesThat(are("in " + others, type -> inCore(type) && others.contains(part(type))))
                .check(CORE);
    }

    private static boolean inCore(JavaClass type) {
        return (type.getPackageName() + ".").startsWith("prikke.core.");
    }

    /** The first step of the package's name below {@code prikke.core}. */
    private static String part(JavaClass type) {
        return type.getPackageName().replaceFirst("^prikke\\.core\\.?", "").replaceFirst("\\..*", "");
    }

    private static DescribedPredicate<JavaClass> are(String description, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }

    @Test
    void sql_stays_in_the_database_package_the_stores_and_the_queues() {
        noClasses().that(resideInAPackage("prikke.core.db..").negate()
                        .and(are("no store", type -> !outermost(type).endsWith("Store") && !QUEUES.contains(outermost(type)))))
                .should().dependOnClassesThat(are("jOOQ's or the tables'", type -> type.getPackageName().startsWith("org.jooq")
                        || type.getPackageName().startsWith("prikke.core.db.schema")))
                .check(CORE);
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst(".*\\.", "").replaceFirst("\\$.*", "");
    }

    @Test
    void stores_are_known_in_their_package_only() {
        classes().that().haveSimpleNameEndingWith("Store").should().notBePublic().check(CORE);
    }

    @Test
    void the_library_knows_no_server_and_no_terminal() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("io.helidon..", "picocli..", "org.jline..", "prikke.daemon..", "prikke.cli..")
                .check(CORE);
    }

    @Test
    void the_http_client_and_the_mapper_of_json_stay_where_they_are_used() {
        noClasses().that(resideInAPackage("prikke.core.engine").negate())
                .should().dependOnClassesThat().resideInAPackage("org.apache.hc..")
                .check(CORE);
        noClasses().that(are("neither the API nor the database", type -> !part(type).equals("api") && !part(type).equals("db")))
                .should().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson.databind..")
                .check(CORE);
    }

    /** So that no request to a target gets around the egress policy, whoever comes to make one. */
    @Test
    void only_the_engine_calls_targets() {
        noClasses().that(are("neither the engine, nor the database, nor the API's client",
                        type -> !part(type).equals("engine") && !part(type).equals("db") && !part(type).equals("api")))
                .should().dependOnClassesThat(are("a connection", type -> type.getPackageName().startsWith("java.net.http")
                        || type.getPackageName().startsWith("java.nio.channels")
                        || Set.of("java.net.Socket", "java.net.HttpURLConnection", "java.net.URLConnection", "java.net.URL").contains(type.getName())))
                .check(CORE);
    }

    @Test
    void the_time_is_asked_of_the_clock_that_is_handed_in() {
        noClasses().should().callMethod(Instant.class, "now")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(Clock.class, "systemUTC")
                .orShould().callMethod(InstantSource.class, "system")
                .check(CORE);
    }

    @Test
    void there_is_no_static_state() {
        fields().that().areStatic().and().areDeclaredInClassesThat(resideInAPackage(GENERATED).negate())
                .should().haveModifier(JavaModifier.FINAL)
                .check(CORE);
    }

    @Test
    void no_name_is_a_drawer() {
        noClasses().should().resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..manager..", "..impl..")
                .orShould().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common)(\\$.*)?")
                .check(CORE);
    }

    @Test
    void every_package_says_what_lives_in_it_and_is_null_marked() throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
            folders = all.filter(file -> file.toString().endsWith(".java")).map(Path::getParent).distinct().toList();
        }
        assertThat(folders).hasSizeGreaterThan(6).allSatisfy(folder -> {
            String info = Files.readString(folder.resolve("package-info.java"));
            assertThat(info).as("%s", folder).startsWith("/**").contains("@" + NullMarked.class.getSimpleName());
        });
    }
}
