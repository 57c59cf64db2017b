package com.ibm.weather.airlytics.jobs.aggregate.local.crash;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationReader;
import com.ibm.weather.airlytics.jobs.aggregate.local.Installation;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalPorts;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import com.ibm.weather.airlytics.jobs.aggregate.local.RawEvents;
import com.ibm.weather.airlytics.jobs.aggregate.local.demo.LocalCommand;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleEvents;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.file.PathUtils;

/**
 * An installation in which three runs follow one another: a first run over three days, the run of
 * the next day, and one that catches up on three days, one of which has no events. The least that
 * there can be of each, with all oddities of the sample, and users who move to another partition.
 */
final class Scenario implements AutoCloseable {

  private static final LocalDate FIRST_SAMPLE_DAY = LocalDate.parse("2021-06-01");
  private static final SampleOptions SAMPLE = new SampleOptions(FIRST_SAMPLE_DAY, 40, 20, 40, 3, 7);
  private static final LocalDate HISTORY_START = SAMPLE.dayWithoutAdImpressions().minusDays(5);

  private static final int SHOWN_DIFFERENCES = 10;

  /**
   * One of the runs.
   *
   * @param before what it finds
   * @param after what is there when nothing disturbs it
   * @param calls how many calls it makes, about: how often it asks for a query is a matter of time
   * @param queries how many queries it submits
   */
  record Run(
      String name, LocalDate today, SavedState before, Observation after, int calls, int queries) {

    /** Requires that a site is as the run would have left it undisturbed. */
    void requireUndisturbed(Site site) throws IOException {
      site.awaitQuiet();
      requireUndisturbed(Observation.of(site));
    }

    /** The same, but that temporary tables may be left. */
    void requireUndisturbedButForTemporaryTables(Site site) throws IOException {
      site.awaitQuiet();
      requireUndisturbed(Observation.of(site).withoutTemporaryTables());
    }

    private void requireUndisturbed(Observation actual) {
      List<String> difference = after.difference(actual);
      if (!difference.isEmpty()) {
        throw new AssertionError(
            "%d differences, the first of them%n  %s"
                .formatted(
                    difference.size(),
                    String.join("\n  ", difference.stream().limit(SHOWN_DIFFERENCES).toList())));
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private final Path folder;
  private final LocalServices services;
  private final List<Run> runs = new ArrayList<>();
  private int sites;

  private Scenario(Path folder) {
    this.folder = folder;
    this.services = LocalServices.start(folder.resolve("installation"), LocalPorts.ANY);
  }

  /** Installs all, and runs the job undisturbed. */
  static Scenario play(Path folder) {
    Scenario scenario = new Scenario(folder);
    try {
      SavedState state = scenario.install();
      LocalDate emptyDay = SAMPLE.dayWithoutAdImpressions();
      state = scenario.play("first run", emptyDay.minusDays(2), state);
      state = scenario.play("daily run", emptyDay.minusDays(1), state);
      scenario.play("catch-up run", emptyDay.plusDays(2), state);
      return scenario;
    } catch (RuntimeException | Error e) {
      scenario.close();
      throw e;
    }
  }

  private SavedState install() {
    Path rawEvents = Installation.rawEventsFolder(services, "sample");
    try {
      SampleEvents.write(rawEvents, SAMPLE, day -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new Installation(
            services,
            ConfigurationReader.read(
                configuration(services.airlock().baseUrl().toString()), "of the test"))
        .prepare(RawEvents.inspect(rawEvents));
    return new SavedState(services.folder(), LocalServices.USER_DB_SCHEMA);
  }

  private SavedState play(String name, LocalDate today, SavedState before) {
    try (Site site = open(before)) {
      RunInProcess.start(site.environment(), today).requireDone();
      site.awaitQuiet();
      int calls = site.proxies().calls().size();
      int queries = site.queries().size();
      runs.add(new Run(name, today, before, Observation.of(site), calls, queries));
      return site.save(folder.resolve("after " + name), "after_" + runs.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Services that know what was saved, and have forgotten it when they are closed. */
  Site open(SavedState state) {
    int number = nextSite();
    return Site.open(state, folder.resolve("site " + number), "site_" + number, userDb());
  }

  private synchronized int nextSite() {
    return ++sites;
  }

  /** The runs in their order. */
  List<Run> runs() {
    return List.copyOf(runs);
  }

  private UserDb userDb() {
    return new UserDb(services.userDb().jdbcUrl());
  }

  /** The documented configuration, but with less data and smaller windows. */
  static ObjectNode configuration(String airlock) {
    ObjectNode json;
    try (InputStream file = LocalCommand.class.getResourceAsStream("hello-world.json")) {
      json = (ObjectNode) Json.MAPPER.readTree(Optional.ofNullable(file).orElseThrow());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    json.put("airlockApiBaseUrl", airlock);
    json.put("airlockProductId", "5fe0e5f4-6a1c-4b4e-9f9b-0d2a4f1f2b11");
    json.put("sourcePartitions", SAMPLE.partitions());
    json.put("historyStartDay", HISTORY_START.toString());
    ArrayNode windows = json.putArray("secondaryAggregations");
    for (int days : List.of(2, 4, 36500)) {
      windows
          .addObject()
          .put("aggregationWindowDays", days)
          .put("targetFolder", "/aggregations/ltv/HelloWorld/%dd/".formatted(days))
          .put("targetTable", "ltv_helloworld_%dd".formatted(days));
    }
    return json;
  }

  @Override
  public void close() {
    services.close();
    try {
      PathUtils.deleteDirectory(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
