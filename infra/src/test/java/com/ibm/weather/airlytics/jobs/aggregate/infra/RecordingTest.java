package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.functions.stages.Stage;
import com.ibm.weather.airlytics.jobs.aggregate.infra.AthenaStatement.Kind;
import com.ibm.weather.airlytics.jobs.aggregate.infra.recording.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the roles are held against is worth it: the recorded runs leave no path out. */
class RecordingTest {

  private static final Path GOLDEN =
      Path.of("..", "functions", "src", "test", "resources", "golden");

  @Test
  void everyStageWasAtWork() {
    assertThat(Recording.get().calls())
        .containsOnlyKeys(Arrays.stream(Stage.values()).map(Stage::stateName).toList())
        .allSatisfy((stage, calls) -> assertThat(calls).isNotEmpty());
  }

  @Test
  void everyStateWasEntered() {
    Sources sources = Sources.real();
    assertThat(Recording.get().states())
        .containsExactlyInAnyOrderElementsOf(Definition.of(sources, sources.minimal()).states());
  }

  @Test
  void everyKindOfStatementWasRun() {
    assertThat(kinds(Recording.get().statements().stream())).isEqualTo(EnumSet.allOf(Kind.class));
  }

  @Test
  void everyReviewedStatementIsOfAKnownKind() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      List<String> statements = files.map(RecordingTest::read).map(String::stripTrailing).toList();
      assertThat(kinds(statements.stream())).isEqualTo(EnumSet.allOf(Kind.class));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CheckLastDay      | s3:GetObject on .*/NONE.json
          CheckLastDay      | s3:ListBucket on arn:aws:s3:::airlytics-configuration
          CheckLastDay      | s3:GetObject on .*/1d/_MEANING
          DailyAggregation  | s3:GetObject on .*/1d/_MEANING
          CheckLastDay      | s3:PutObject on .*/1d/_LEASE
          CheckLastDay      | s3:DeleteObject on .*/1d/_LEASE
          DailyAggregation  | s3:PutObject on .*/1d/_LEASE
          WindowAggregation | s3:PutObject on .*/1d/_LEASE
          ExportCsv         | s3:PutObject on .*/1d/_LEASE
          ImportToUserDb    | s3:PutObject on .*/1d/_LEASE
          CheckLastDay      | s3:GetObject on .*/1d/_EVENTS_2021-06-03
          CheckLastDay      | s3:PutObject on .*/1d/_EVENTS_2021-06-04
          CheckLastDay      | s3:DeleteObject on .*/1d/_SUCCESS_2021-06-03
          CheckLastDay      | s3:PutObject on .*/total/_STALE_2021-06-03
          CheckLastDay      | s3:DeleteObject on .*/total/_SUCCESS_2021-06-03
          DailyAggregation  | s3:DeleteObject on .*/1d/_SUCCESS_2021-06-02
          DailyAggregation  | s3:DeleteObject on .*/1d/day=2021-06-02/.*
          DailyAggregation  | s3:DeleteObject on .*/1d/draft/.*
          DailyAggregation  | athena:StopQueryExecution on .*
          WindowAggregation | s3:GetObject on .*/7d/rewritten/.*
          WindowAggregation | s3:PutObject on .*/1d/_TABLES
          WindowAggregation | s3:PutObject on .*/7d/day=2021-06-04/.*
          WindowAggregation | s3:DeleteObject on .*/total/_WRITTEN_2021-06-04
          WindowAggregation | athena:StopQueryExecution on .*
          WindowAggregation | s3:DeleteObject on .*/total/_STALE_2021-06-03
          ExportCsv         | s3:GetObject on .*/total/_SUCCESS_2021-06-04
          ExportCsv         | s3:DeleteObject on .*_20210604/summary=totals.*
          ExportCsv         | athena:StopQueryExecution on .*
          ImportToUserDb    | s3:ListBucket on arn:aws:s3:::airlytics-imports-internal
          """)
  void thesePathsWereTaken(String stage, String call) {
    assertThat(Recording.get().calls().get(stage))
        .extracting(Object::toString)
        .anySatisfy(recorded -> assertThat(recorded).matches(call));
  }

  private static Set<Kind> kinds(Stream<String> statements) {
    return statements.map(Kind::of).collect(Collectors.toSet());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
