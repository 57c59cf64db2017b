package com.ibm.weather.airlytics.jobs.aggregate.services;

import com.ibm.weather.airlytics.jobs.aggregate.container.airlock.AirlockConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Evaluation;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.AwsClients;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.AwsRegion;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.Progress;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.UriConfigurationSource;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds the configuration of the aggregation that the environment names. Its source is the first
 * that is set: {@code --config}, {@code AIRLYTICS_CONFIGURATION_URI}, else Airlock.
 */
public final class ConfigurationLookup {

  private static final String URI_VARIABLE = "AIRLYTICS_CONFIGURATION_URI";
  private static final List<String> AGGREGATION_VARIABLES =
      List.of(
          "AIRLYTICS_AGGREGATION",
          "AIRLYTICS_ENVIRONMENT",
          "AIRLYTICS_PRODUCT",
          "AIRLYTICS_DEPLOYMENT");

  private record Choice(String uri, String madeBy) {}

  private final Map<String, String> environment;
  private final Progress progress;
  private final Consumer<String> notices;
  private final Consumer<Evaluation> evaluations;

  ConfigurationLookup(
      Map<String, String> environment,
      Progress progress,
      Consumer<String> notices,
      Consumer<Evaluation> evaluations) {
    this.environment = environment;
    this.progress = progress;
    this.notices = notices;
    this.evaluations = evaluations;
  }

  /**
   * The aggregation that the environment names.
   *
   * @throws com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException naming all
   *     variables that are missing
   */
  public Aggregation aggregation() {
    return Aggregation.of(environment, "the environment", AGGREGATION_VARIABLES);
  }

  /**
   * Checks what has to be right before a source can be asked.
   *
   * @param option the value of {@code --config}
   * @throws com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException naming all
   *     that is wrong
   */
  public void check(Optional<String> option) {
    InvalidInputs.requireNone(checks(option));
  }

  /** The same, for whoever has more to check. */
  List<Runnable> checks(Optional<String> option) {
    List<Runnable> checks = new ArrayList<>();
    checks.add(this::aggregation);
    checks.add(() -> requireSource(option));
    if (choice(option).stream().anyMatch(choice -> choice.uri().startsWith("s3:"))) {
      checks.addAll(AwsClients.checks(environment));
    }
    return checks;
  }

  private void requireSource(Optional<String> option) {
    if (choice(option).isEmpty()) {
      airlock();
    }
  }

  private AirlockConfigurationSource airlock() {
    return new AirlockConfigurationSource(environment, notices, evaluations);
  }

  /** Which source is asked and what chose it, for a person. */
  public String describe(Optional<String> option) {
    return choice(option)
        .map(choice -> "%s, named by %s".formatted(choice.uri(), choice.madeBy()))
        .orElse("Airlock, since neither --config nor " + URI_VARIABLE + " is set");
  }

  /**
   * The configuration, read and validated.
   *
   * @param option the value of {@code --config}
   * @throws com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException when there is
   *     none that can be used
   * @throws RuntimeException when the server that has it cannot be reached
   */
  public Configuration configuration(Optional<String> option) {
    Aggregation aggregation = aggregation();
    Optional<Choice> choice = choice(option);
    if (choice.isEmpty()) {
      return airlock().configurationOf(aggregation);
    }
    List<AwsClients> opened = new ArrayList<>();
    try {
      return new UriConfigurationSource(choice.get().uri(), () -> dataLake(opened))
          .configurationOf(aggregation);
    } finally {
      opened.forEach(AwsClients::close);
    }
  }

  /** Opened only for a configuration in S3: one in a file needs no AWS. */
  private DataLake dataLake(List<AwsClients> opened) {
    AwsClients clients = new AwsClients(environment, AwsRegion.of(environment), progress);
    opened.add(clients);
    return new DataLake(clients.s3());
  }

  private Optional<Choice> choice(Optional<String> option) {
    return Stream.of(
            new Choice(option.orElse(""), "--config"),
            new Choice(environment.getOrDefault(URI_VARIABLE, ""), URI_VARIABLE))
        .filter(choice -> !choice.uri().isBlank())
        .findFirst();
  }
}
