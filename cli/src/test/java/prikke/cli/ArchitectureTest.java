package prikke.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class ArchitectureTest {
    private static final JavaClasses CLI =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("prikke.cli");

    @Test
    void of_the_library_the_command_line_knows_the_api_and_the_schedules_only() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "prikke.daemon..", "prikke.core.db..", "prikke.core.account..", "prikke.core.job..", "prikke.core.run..", "prikke.core.engine..")
                .check(CLI);
    }

    @Test
    void what_stays_off_its_class_path_is_not_used() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..", "io.helidon..", "org.slf4j..", "org.apache..", "com.zaxxer..")
                .check(CLI);
    }

    @Test
    void how_results_are_printed_knows_nothing_of_commands() {
        noClasses().that().resideInAPackage("prikke.cli.output").should().dependOnClassesThat().haveFullyQualifiedName("prikke.cli.Session").check(CLI);
        noClasses().that().resideInAPackage("prikke.cli.output").should().dependOnClassesThat().resideInAPackage("picocli..").check(CLI);
    }

    @Test
    void a_command_is_a_class_of_its_nouns_package_that_nobody_extends() {
        classes()
                .that()
                .areAnnotatedWith(Command.class)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLI);
    }
}
