package com.ibm.weather.airlytics.jobs.aggregate.functions.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.CANCELLED;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.FAILED;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.QUEUED;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.RUNNING;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.SUCCEEDED;

import com.ibm.weather.airlytics.jobs.aggregate.functions.fixture.FakeAthena;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.athena.model.AthenaException;

class EarlierQueriesTest {

  private static final String OURS = "WRITE ours";
  private static final String THEIRS = "WRITE theirs";

  private final FakeAthena athena = new FakeAthena();
  private final Instant yesterday = Instant.now().minus(Duration.ofHours(20));

  @Test
  void whatRunsOrWaitsIsStopped() {
    String running = athena.add("primary", RUNNING, OURS);
    String queued = athena.add("primary", QUEUED, OURS);

    stop();

    assertThat(athena.stopped()).containsExactlyInAnyOrder(running, queued);
    assertThat(athena.state(running)).isEqualTo(CANCELLED);
    assertThat(athena.state(queued)).isEqualTo(CANCELLED);
  }

  @Test
  void whatHasEndedOrIsSomebodyElsesIsLeftAlone() {
    athena.add("primary", SUCCEEDED, OURS);
    athena.add("primary", FAILED, OURS);
    athena.add("primary", CANCELLED, OURS);
    athena.add("primary", RUNNING, THEIRS);
    athena.add("analytics", RUNNING, OURS);

    stop();

    assertThat(athena.calls()).containsExactly("List primary", "Look at 4");
  }

  @Test
  void whereNoQueryWasEverStartedThereIsNothingToLookAt() {
    stop();

    assertThat(athena.calls()).containsExactly("List primary");
  }

  @Test
  void whatGoesOnAfterItWasStoppedIsWaitedFor() {
    athena.goingOnAfterStop(3);
    String id = athena.add("primary", RUNNING, OURS);

    stop();

    assertThat(athena.state(id)).isEqualTo(CANCELLED);
    assertThat(athena.calls())
        .containsExactly(
            "List primary",
            "Look at 1",
            "Stop " + id,
            "Look at 1",
            "Look at 1",
            "Look at 1",
            "Look at 1");
  }

  @Test
  void whatDoesNotEndIsNamed() {
    athena.goingOnAfterStop(Integer.MAX_VALUE);
    String first = athena.add("primary", RUNNING, OURS);
    String second = athena.add("primary", RUNNING, OURS);

    assertThatThrownBy(this::stop)
        .isInstanceOf(EarlierQueriesException.class)
        .hasMessage(
            "the queries %s, %s in the work group primary were stopped, but have not ended after 0 s",
            second, first);
  }

  @Test
  void whatIsOnALaterPageIsFound() {
    String oldest = athena.add("primary", RUNNING, OURS);
    for (int number = 0; number < 120; number++) {
      athena.add("primary", SUCCEEDED, THEIRS);
    }

    stop();

    assertThat(athena.stopped()).containsExactly(oldest);
  }

  @Test
  void moreThanAthenaTellsOfAtOnceAreWaitedFor() {
    athena.goingOnAfterStop(1);
    for (int number = 0; number < 70; number++) {
      athena.add("primary", RUNNING, OURS);
    }

    stop();

    assertThat(athena.stopped()).hasSize(70);
  }

  @Test
  void pagesBehindQueriesThatAreOlderAreNotAskedFor() {
    assertThat(pagesUntil(yesterday.minus(Duration.ofMinutes(10)))).isEqualTo(1);
  }

  @Test
  void aClockThatIsAFewMinutesFastHidesNothing() {
    assertThat(pagesUntil(yesterday.minus(Duration.ofMinutes(4)))).isEqualTo(3);
  }

  @Test
  void nobodyLooksForQueriesThatAthenaHasEndedLongAgo() {
    Instant twoDaysAgo = yesterday.minus(Duration.ofDays(1));
    addQueries(120, twoDaysAgo);

    athena.earlierQueries().stop("primary", twoDaysAgo.minus(Duration.ofDays(3)), OURS::equals);

    assertThat(pages()).isEqualTo(1);
  }

  /** How many pages are asked for when all queries are so old. */
  private long pagesUntil(Instant submitted) {
    addQueries(120, submitted);
    stop();
    return pages();
  }

  private void addQueries(int count, Instant submitted) {
    for (int number = 0; number < count; number++) {
      athena.add("primary", SUCCEEDED, OURS, submitted);
    }
  }

  private long pages() {
    return athena.calls().stream().filter("List primary"::equals).count();
  }

  @Test
  void aQueryThatEndedBeforeItCouldBeStoppedIsOver() {
    athena.refusingToStop();
    athena.add("primary", RUNNING, OURS);

    stop();

    assertThat(athena.stopped()).hasSize(1);
  }

  @Test
  void aQueryThatAthenaDoesNotTellOfIsNotTakenForOneThatHasEnded() {
    athena.tellingNothing();
    String id = athena.add("primary", RUNNING, OURS);

    assertThatThrownBy(this::stop)
        .isInstanceOf(EarlierQueriesException.class)
        .hasMessage("Athena does not say how the query %s is doing: INTERNAL_ERROR, try again", id);
  }

  @Test
  void aRefusalSaysWhatIsNotKnown() {
    EarlierQueries refused =
        new EarlierQueries(
            () -> {
              throw AthenaException.builder().message("not yours").build();
            });

    assertThatThrownBy(() -> refused.stop("primary", yesterday, OURS::equals))
        .isInstanceOf(EarlierQueriesException.class)
        .hasMessage(
            "whether earlier queries go on in the work group primary is not known: not yours");
  }

  @Test
  void whoeverIsToldToStopDoesNotGoOnWaiting() {
    athena.goingOnAfterStop(Integer.MAX_VALUE);
    athena.add("primary", RUNNING, OURS);

    Thread.currentThread().interrupt();

    assertThatThrownBy(this::stop).isInstanceOf(AbortedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private void stop() {
    athena.earlierQueries().stop("primary", yesterday, OURS::equals);
  }
}
