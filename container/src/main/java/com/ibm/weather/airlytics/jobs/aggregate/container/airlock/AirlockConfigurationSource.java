package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationReader;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.ConfigurationSource;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Evaluates the feature {@value #FEATURE} of Airlock's runtime file for an aggregation. Whatever
 * cannot be evaluated is an error: where Airlock's own engine would fall back to default values,
 * this job would work on half a configuration.
 */
public final class AirlockConfigurationSource implements ConfigurationSource {

  /** The feature that holds the configuration: namespace and name, compared without case. */
  public static final String FEATURE = "Services.Event Aggregator Service";

  private final RuntimeFiles files;
  private final UserGroups groups;
  private final Consumer<Evaluation> evaluations;

  /**
   * @param environment {@code AIRLOCK_DEFAULTS_FILE}, a path, for {@code AirlockDefaults.json} if
   *     it is not on the class path; {@code AIRLOCK_USER_GROUPS}, separated by commas
   * @param notices told when the server did not answer and will be asked again
   * @param evaluations told what the rules made, before that is validated
   * @throws InvalidInputException when the defaults are missing or wrong
   */
  public AirlockConfigurationSource(
      Map<String, String> environment, Consumer<String> notices, Consumer<Evaluation> evaluations) {
    this(environment, notices, evaluations, Patience.USUAL);
  }

  AirlockConfigurationSource(
      Map<String, String> environment,
      Consumer<String> notices,
      Consumer<Evaluation> evaluations,
      Patience patience) {
    AirlockDefaults defaults =
        AirlockDefaults.of(environment, AirlockConfigurationSource.class.getClassLoader());
    this.groups = UserGroups.of(environment);
    this.files = new RuntimeFiles(defaults, groups, patience, notices);
    this.evaluations = evaluations;
  }

  /**
   * {@inheritDoc}
   *
   * @throws com.ibm.weather.airlytics.jobs.aggregate.functions.airlock.AirlockException when the
   *     server cannot be reached
   */
  @Override
  public Configuration configurationOf(Aggregation aggregation) {
    RuntimeFile file = files.features();
    JsonNode json = file.json();
    refuseExperiments(json, file);
    Scripts scripts = new Scripts(aggregation, files::utilities);
    FeatureState state =
        new Features(new Item(json.path("root")), new Gates(groups), scripts)
            .evaluate(FEATURE)
            .orElseThrow(() -> missing(file));
    String feature =
        "Airlock's feature %s for %s in %s".formatted(FEATURE, aggregation, file.url());
    Evaluation evaluation = new Evaluation(feature, state);
    evaluations.accept(evaluation);
    if (state.off().isPresent()) {
      throw new InvalidInputException(
          "%s is off, so there is no configuration: %s".formatted(feature, state.off().get()));
    }
    return ConfigurationReader.read(state.configuration(), "of " + evaluation.summary());
  }

  /** An experiment may swap in another branch of the whole tree, by a dice. */
  private static void refuseExperiments(JsonNode json, RuntimeFile file) {
    JsonNode experiments = json.path("experiments");
    JsonNode list = experiments.isObject() ? experiments.path("experiments") : experiments;
    if (!list.isEmpty()) {
      throw new InvalidInputException(
          file.url()
              + " has experiments, which may swap rules by chance; end them, or keep the job's"
              + " feature in a product without any");
    }
  }

  private InvalidInputException missing(RuntimeFile file) {
    String hint =
        groups.names().isEmpty()
            ? "; a feature in the stage DEVELOPMENT is seen only with AIRLOCK_USER_GROUPS"
            : "";
    return new InvalidInputException(
        "there is no feature %s in %s%s".formatted(FEATURE, file.url(), hint));
  }
}
