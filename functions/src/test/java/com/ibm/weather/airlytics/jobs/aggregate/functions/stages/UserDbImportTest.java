package com.ibm.weather.airlytics.jobs.aggregate.functions.stages;

import static com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Installation.june;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.Documented;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserDbImportTest {

  private static final CsvMarker CSV =
      new CsvMarker("s3://imports/ltv_20210610/file.gz", 17, List.of(), "", true);

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource({
    "LTV, Hello World App, LTV Hello World App PROD 20210610",
    "ad-revenue_2, It's (new), ad revenue 2 It s new PROD 20210610",
    "7d, App, Import 7d App PROD 20210610",
    "LTV, Über App 2.0, LTV ber App 2.0 PROD 20210610"
  })
  void theNameHasOnlyWhatAirlockAllows(String aggregation, String product, String name) {
    Run run =
        new Run(
            "run-1",
            "process 1 on test",
            "primary",
            new Aggregation(aggregation, "PROD", product, "INTERNAL"),
            Documented.configuration(),
            june(10),
            june(10),
            List.of(Stage.IMPORT_TO_USER_DB),
            false,
            List.of());

    assertThat(UserDbImport.of(run, CSV).name()).isEqualTo(name).matches("[A-Za-z][A-Za-z0-9. ]*");
  }
}
