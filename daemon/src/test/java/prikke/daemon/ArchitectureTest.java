package prikke.daemon;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the daemon's packages. */
class ArchitectureTest {
    private static final JavaClasses PRIKKE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("prikke");

    @Test
    void there_is_something_to_hold_to_the_rules() {
        assertThat(PRIKKE)
                .extracting("packageName")
                .contains("prikke.daemon", "prikke.daemon.http", "prikke.daemon.api", "prikke.core.job");
    }

    @Test
    void helidon_stays_in_the_http_package() {
        noClasses()
                .that(resideInAnyPackage("prikke..")
                        .and(resideInAPackage("prikke.daemon.http").negate()))
                .should()
                .dependOnClassesThat(resideInAPackage("io.helidon.."))
                .check(PRIKKE);
    }

    @Test
    void the_command_lines_libraries_stay_out_of_the_daemon() {
        noClasses()
                .that(resideInAPackage("prikke.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("picocli..", "org.jline.."))
                .check(PRIKKE);
    }

    @Test
    void the_api_and_the_dashboard_share_use_cases_and_never_each_other() {
        noClasses()
                .that(resideInAPackage("prikke.daemon.api.."))
                .should()
                .dependOnClassesThat(resideInAPackage("prikke.daemon.web.."))
                .check(PRIKKE);
        noClasses()
                .that(resideInAPackage("prikke.daemon.web.."))
                .should()
                .dependOnClassesThat(resideInAPackage("prikke.daemon.api.."))
                .allowEmptyShould(true)
                .check(PRIKKE);
    }

    @Test
    void the_daemon_knows_no_sql_and_its_routes_no_engine() {
        noClasses()
                .that(resideInAPackage("prikke.daemon.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.jooq..", "prikke.core.db.schema.."))
                .check(PRIKKE);
        noClasses()
                .that(resideInAnyPackage("prikke.daemon.api..", "prikke.daemon.http..", "prikke.daemon.web.."))
                .should()
                .dependOnClassesThat(resideInAPackage("prikke.core.engine.."))
                .check(PRIKKE);
    }

    @Test
    void the_library_knows_no_daemon() {
        noClasses()
                .that(resideInAPackage("prikke.core.."))
                .should()
                .dependOnClassesThat(resideInAPackage("prikke.daemon.."))
                .check(PRIKKE);
    }

    @Test
    void packages_do_not_depend_on_each_other_in_circles() {
        slices().matching("prikke.daemon.(*)..").should().beFreeOfCycles().check(PRIKKE);
        noClasses()
                .that(resideInAnyPackage("prikke.daemon.http..", "prikke.daemon.api.."))
                .should()
                .dependOnClassesThat(resideInAPackage("prikke.daemon"))
                .check(PRIKKE);
        noClasses()
                .that(resideInAPackage("prikke.daemon.http.."))
                .should()
                .dependOnClassesThat(resideInAPackage("prikke.daemon.api.."))
                .check(PRIKKE);
    }

    @Test
    void only_the_entry_takes_the_system_clock() {
        noClasses()
                .that(resideInAPackage("prikke.daemon..")
                        .and(resideInAPackage("prikke.daemon").negate()))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .check(PRIKKE);
    }

    @Test
    void there_is_no_static_state() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(resideInAPackage("prikke.daemon.."))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(PRIKKE);
    }

    @Test
    void no_name_is_a_drawer() {
        noClasses()
                .that(resideInAPackage("prikke.."))
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..manager..", "..impl..")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(PRIKKE);
    }

    @Test
    void every_package_is_null_marked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .and()
                .resideInAPackage("prikke..")
                .should()
                .beAnnotatedWith(NullMarked.class)
                .check(PRIKKE);
        assertThat(PRIKKE.stream()
                        .map(type -> type.getPackage())
                        .distinct()
                        .filter(type -> type.getName().startsWith("prikke.daemon"))
                        .filter(type ->
                                type.tryGetAnnotationOfType(NullMarked.class).isEmpty()))
                .isEmpty();
    }
}
