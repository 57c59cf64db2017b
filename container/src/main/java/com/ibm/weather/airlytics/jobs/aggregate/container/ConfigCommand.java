package com.ibm.weather.airlytics.jobs.aggregate.container;

import com.ibm.weather.airlytics.jobs.aggregate.container.airlock.Evaluation;
import com.ibm.weather.airlytics.jobs.aggregate.container.execution.JobResult;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Configuration;
import com.ibm.weather.airlytics.jobs.aggregate.services.ConfigurationLookup;
import com.ibm.weather.airlytics.jobs.aggregate.services.JobExecutionService;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/**
 * Looks at the configuration and runs nothing. The standard output has the answer alone, so that it
 * can be piped; how it came about, and what is wrong, goes to the standard error.
 */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Shows or checks the configuration, and runs nothing.")
final class ConfigCommand {

  private final JobExecutionService service;

  @ParentCommand private EventAggregatorCommand parent;
  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  ConfigCommand(JobExecutionService service) {
    this.service = service;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description =
          "Prints the configuration as JSON, defaults included, and on the standard error where it"
              + " comes from: for Airlock, which rules apply and why the others do not.")
  int show() {
    PrintWriter err = command.commandLine().getErr();
    return answer(
        evaluation -> evaluation.table().forEach(err::println),
        configuration -> Json.MAPPER.valueToTree(configuration).toPrettyString());
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Prints \"valid\", or on the standard error everything that is wrong.")
  int check() {
    return answer(evaluation -> {}, configuration -> "valid");
  }

  private int answer(Consumer<Evaluation> evaluations, Function<Configuration, String> answer) {
    CommandLine line = command.commandLine();
    PrintWriter err = line.getErr();
    LogTarget.standardError();
    try {
      ConfigurationLookup lookup = service.configurations(err::println, evaluations);
      lookup.check(parent.configurationUri());
      err.printf("%s: %s%n", lookup.aggregation(), lookup.describe(parent.configurationUri()));
      Configuration configuration = lookup.configuration(parent.configurationUri());
      line.getOut().println(answer.apply(configuration));
      return JobResult.DONE;
    } catch (InvalidInputException e) {
      err.println(e.getMessage());
      return JobResult.WRONG_INPUT;
    } catch (RuntimeException e) {
      err.println(Objects.toString(e.getMessage(), e.toString()));
      return JobResult.FAILED;
    }
  }
}
