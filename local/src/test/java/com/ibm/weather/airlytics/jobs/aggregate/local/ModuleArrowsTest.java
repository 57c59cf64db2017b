package com.ibm.weather.airlytics.jobs.aggregate.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom: no arrow runs back. */
class ModuleArrowsTest {

  private static final String ROOT = "com.ibm.weather.airlytics.jobs.aggregate";
  private static final String FUNCTIONS = ROOT + ".functions..";
  private static final String STATE_MACHINE = ROOT + ".statemachine..";
  private static final String CONTAINER = ROOT + ".container..";
  private static final String SERVICES = ROOT + ".services..";
  private static final String LOCAL = ROOT + ".local..";

  private static JavaClasses classes;

  @BeforeAll
  static void readAllModules() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    for (String module : new String[] {FUNCTIONS, STATE_MACHINE, CONTAINER, SERVICES, LOCAL}) {
      String name = module.replace("..", "");
      if (classes.stream().noneMatch(type -> type.getPackageName().startsWith(name))) {
        throw new AssertionError("no classes of " + name + " on the class path");
      }
    }
  }

  @Test
  void functionsKnowNothingOfStepFunctionsContainersOrDuckDb() {
    noClasses()
        .that()
        .resideInAPackage(FUNCTIONS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            STATE_MACHINE,
            CONTAINER,
            SERVICES,
            LOCAL,
            "org.duckdb..",
            "software.amazon.awssdk.services.sfn..",
            "picocli..",
            "org.mozilla..",
            "org.slf4j..")
        .check(classes);
  }

  @Test
  void stagesLeaveAthenaToTheStateMachineButForEarlierQueries() {
    noClasses()
        .that()
        .resideInAPackage(FUNCTIONS)
        .and()
        .resideOutsideOfPackage(ROOT + ".functions.athena..")
        .and()
        .haveNameNotMatching(".*\\.FunctionEnvironment(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services.athena..")
        .check(classes);
  }

  @Test
  void stateMachineKnowsNothingOfAggregation() {
    noClasses()
        .that()
        .resideInAPackage(STATE_MACHINE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            FUNCTIONS, CONTAINER, SERVICES, LOCAL, "software.amazon.awssdk..", "org.duckdb..")
        .check(classes);
  }

  @Test
  void containerIsNotToldOfTheEmbeddedServices() {
    noClasses()
        .that()
        .resideInAnyPackage(CONTAINER, SERVICES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(LOCAL, "org.duckdb..", "io.trino..", "org.gaul..", "org.postgresql..")
        .check(classes);
  }

  @Test
  void embeddedAthenaKnowsNothingOfTheJob() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".local.athena..", ROOT + ".local.s3..", ROOT + ".local.userdb..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FUNCTIONS, STATE_MACHINE, CONTAINER, SERVICES)
        .check(classes);
  }
}
