package com.ibm.weather.airlytics.jobs.aggregate.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.weather.airlytics.jobs.aggregate.local.LocalPorts;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleEvents;
import com.ibm.weather.airlytics.jobs.aggregate.local.sample.SampleOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as its user meets it. */
class LocalCommandTest {

  @TempDir private Path folder;

  private record Output(int exitCode, String out, String err) {}

  @Test
  void runsTheJobOnSomebodysOwnEventsAndNothingTwice() throws IOException {
    Path events = folder.resolve("my events");
    SampleEvents.write(
        events, new SampleOptions(LocalDate.parse("2024-02-27"), 4, 60, 200, 5, 1), day -> {});
    String[] arguments = {
      "--folder", folder.resolve("data").toString(), "--raw-events", events.toString()
    };

    Output first = run(arguments);

    assertThat(first.err()).isEmpty();
    assertThat(first.exitCode()).isZero();
    assertThat(first.out())
        .contains("The job, as the CronJob would run it on 2024-03-01:")
        .contains("The job, as the CronJob would run it on 2024-03-02:")
        .contains("Waiting for the import into the user DB ... COMPLETED")
        .contains("DailyAggregation", "WindowAggregation", "ExportCsv", "ImportToUserDb")
        .contains("user_id,shard,revenue_d1,cnt_d1,revenue_d7")
        .contains("The table public.ad_impressions of the user DB")
        .doesNotContain("nothing was done twice");

    Output second = run(arguments);

    assertThat(second.exitCode()).isZero();
    assertThat(second.out()).contains("nothing was done twice");
  }

  @Test
  void runsTheJobWithTheConfigurationFromAirlock() throws IOException {
    String data = folder.resolve("data").toString();
    String events = smallEvents().toString();

    Output fromAirlock = run("--folder", data, "--raw-events", events, "--airlock");

    assertThat(fromAirlock.err()).isEmpty();
    assertThat(fromAirlock.exitCode()).isZero();
    assertThat(fromAirlock.out())
        .containsPattern("applies +Services.Internal deployment +athenaRegion, athenaCatalog")
        .containsPattern("- +Services.External deployment +its rule is false")
        .containsPattern("applies +Services.LTV of Hello World App +airlockProductId")
        .containsPattern("applies +Services.This machine +historyStartDay, airlockProductId")
        .contains("Waiting for the import into the user DB ... COMPLETED")
        .containsPattern("configuration  .*/airlock-runtime/.*/AirlockRuntimePRODUCTION.json");

    Output fromFile = run("--folder", data, "--raw-events", events);

    assertThat(fromFile.exitCode()).isZero();
    assertThat(fromFile.out()).contains("nothing was done twice");
  }

  @Test
  void hasNoRulesForSomebodysOwnConfiguration() {
    Output output = run("--airlock", "--config", "mine.json");

    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.err())
        .startsWith("--airlock has the documented configuration; leave it or --config out");
  }

  @Test
  void saysThatTheFolderOfRawEventsIsNotThere() {
    Output output = run("--folder", folder.toString(), "--raw-events", "/no/such/events");

    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.err().strip())
        .isEqualTo("the folder of raw events /no/such/events is not there");
  }

  @Test
  void namesABrokenParquetFile() throws IOException {
    Path file = folder.resolve("events/partition=0/day=2024-01-01/broken.parquet");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "PAR1 but cut off");

    Output output =
        run(
            "--folder",
            folder.resolve("data").toString(),
            "--raw-events",
            folder.resolve("events").toString());

    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.err().strip())
        .isEqualTo(
            "the raw events' file %s is not a Parquet file, or is cut off; write it anew or remove it"
                .formatted(file));
  }

  @Test
  void reportsEveryMistakeOfAConfiguration() throws IOException {
    Path configuration = folder.resolve("mine.json");
    Files.writeString(configuration, "{\"athenaRegoin\": \"eu-west-1\", \"exportToCsv\": \"yes\"}");

    Output output =
        run(
            "--folder",
            folder.resolve("data").toString(),
            "--raw-events",
            smallEvents().toString(),
            "--config",
            configuration.toString());

    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.err())
        .contains("$.athenaRegoin: is unknown; did you mean athenaRegion?")
        .contains("$.exportToCsv: is \"yes\"; write true or false without quotes")
        .contains("$.targetS3Bucket: is missing");
  }

  @Test
  void saysWhichPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (String option :
          new String[] {"--s3-port", "--athena-port", "--user-db-port", "--airlock-port"}) {
        Output output =
            run(
                "--folder",
                folder.resolve("data").toString(),
                option,
                String.valueOf(taken.getLocalPort()));

        assertThat(output.exitCode()).as(option).isEqualTo(1);
        assertThat(output.err().strip()).as(option).contains("port " + taken.getLocalPort());
        assertThat(output.err().strip().lines()).as(option).hasSize(1);
      }
    }
  }

  @Test
  void refusesAFolderWithTheResultsOfAnotherConfiguration() throws IOException {
    Path events = smallEvents();
    String data = folder.resolve("data").toString();
    assertThat(run("--folder", data, "--raw-events", events.toString()).exitCode()).isZero();
    Path changed = folder.resolve("changed.json");
    Files.writeString(
        changed,
        Files.readString(Path.of(data, "configuration.json")).replace("ad-impression", "purchase"));

    Output output =
        run("--folder", data, "--raw-events", events.toString(), "--config", changed.toString());

    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.err()).contains("has the results of another configuration", "--folder");
  }

  @Test
  void saysThatNoEventHasTheNameThatCounts() throws IOException {
    Path events = smallEvents();
    Path changed = folder.resolve("changed.json");
    try (InputStream documented = LocalCommand.class.getResourceAsStream("hello-world.json")) {
      String text = new String(documented.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          changed,
          text.replace("ad-impression", "no-such-event").replace("2021-06-01", "2024-02-27"));
    }

    Output output =
        run(
            "--folder",
            folder.resolve("data").toString(),
            "--raw-events",
            events.toString(),
            "--config",
            changed.toString());

    assertThat(output.err()).isEmpty();
    assertThat(output.exitCode()).isZero();
    assertThat(output.out()).contains("no user has an event named \"no-such-event\"");
  }

  @Test
  void saysThatTheFolderIsInUse() throws IOException {
    Path data = folder.resolve("data");
    try (LocalServices inUse = LocalServices.start(data, LocalPorts.ANY)) {
      Output output = run("--folder", inUse.folder().toString());

      assertThat(output.exitCode()).isEqualTo(1);
      assertThat(output.err().strip())
          .isEqualTo(
              "the folder %s is in use by another demo or serve; stop that, or name another with --folder"
                  .formatted(data));
    }
  }

  @Test
  void refusesPortsThatCannotBe() {
    assertThat(run("--folder", folder.toString(), "--athena-port", "99999").err().strip())
        .isEqualTo("the port 99999 is not one of 0 to 65535");
    assertThat(
            run("--folder", folder.toString(), "--athena-port", "9100", "--s3-port", "9100")
                .err()
                .strip())
        .isEqualTo("two services cannot share a port: [9100, 9100]");
  }

  @Test
  void saysThatTheFolderCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Output output = run("--folder", file.resolve("data").toString());

    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.err().strip().lines()).hasSize(1);
    assertThat(output.err()).contains(file.resolve("data").toString(), "--folder");
  }

  private Path smallEvents() throws IOException {
    Path events = folder.resolve("events");
    SampleEvents.write(
        events, new SampleOptions(LocalDate.parse("2024-02-27"), 1, 60, 200, 5, 1), day -> {});
    return events;
  }

  private static Output run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        LocalCommand.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            arguments);
    return new Output(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
