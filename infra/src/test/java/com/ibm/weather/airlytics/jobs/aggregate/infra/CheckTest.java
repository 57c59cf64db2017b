package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every check has to show: that all is well, and that it would say so if it were not. */
abstract class CheckTest {

  private static final Sources REAL = Sources.real();

  private final Check check;

  CheckTest(Check check) {
    this.check = check;
  }

  /** Copies with one fault each, which the check has to find. */
  abstract List<BrokenCopy> brokenCopies();

  @Test
  void findsNothingWrong() {
    assertThat(check.findings(REAL)).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> findsWhatIsWrongInABrokenCopy() {
    return brokenCopies().stream()
        .map(
            copy ->
                DynamicTest.dynamicTest(
                    copy.toString(),
                    () ->
                        assertThat(check.findings(copy.applyTo(REAL)))
                            .anySatisfy(finding -> assertThat(finding).contains(copy.finding()))));
  }
}
