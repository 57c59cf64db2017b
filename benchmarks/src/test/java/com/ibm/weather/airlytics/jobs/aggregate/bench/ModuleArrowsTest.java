package com.ibm.weather.airlytics.jobs.aggregate.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The benchmarks know everybody; nobody knows them. */
class ModuleArrowsTest {

  private static final String ROOT = "com.ibm.weather.airlytics.jobs.aggregate";
  private static final String BENCH = ROOT + ".bench..";

  @Test
  void noArrowRunsBackFromTheJobToItsBenchmarks() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    for (String module :
        new String[] {"functions", "statemachine", "container", "services", "local", "bench"}) {
      assertThat(classes)
          .as("classes of %s on the class path", module)
          .anyMatch(type -> type.getPackageName().startsWith(ROOT + "." + module));
    }

    noClasses()
        .that()
        .resideOutsideOfPackage(BENCH)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BENCH)
        .check(classes);
  }
}
