package com.ibm.weather.airlytics.jobs.aggregate.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ibm.weather.airlytics.jobs.aggregate.bench.report.Series.Point;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1, 2})
  void exponentIsThatOfThePower(double exponent) {
    List<Point> points =
        DoubleStream.of(1, 30, 365, 2000)
            .mapToObj(x -> new Point(x, 7 * Math.pow(x, exponent)))
            .toList();

    assertThat(new Series("powers", points).exponent()).isCloseTo(exponent, within(1e-9));
  }
}
