package com.ibm.weather.airlytics.jobs.aggregate.container;

import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.FakeAws;
import com.ibm.weather.airlytics.jobs.aggregate.container.fakes.Log;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The command with the environment of a CronJob, an AWS that counts requests, and its output. */
final class CommandFixture implements AutoCloseable {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment;
  private final FakeAws aws;
  private final Log log;

  CommandFixture(FakeAws aws, Log log) {
    this.aws = aws;
    this.log = log;
    this.environment = new HashMap<>(environment(aws));
  }

  static Map<String, String> environment(FakeAws aws) {
    return Map.of(
        "AIRLYTICS_AGGREGATION", "LTV",
        "AIRLYTICS_ENVIRONMENT", "PROD",
        "AIRLYTICS_PRODUCT", "Hello World App",
        "AIRLYTICS_DEPLOYMENT", "INTERNAL",
        "AIRLYTICS_HEALTH_PORT", "0",
        "AIRLYTICS_CONFIGURATION_URI", "s3://configurations/{aggregation}.json",
        "AWS_ENDPOINT_URL", aws.endpoint(),
        "AWS_ACCESS_KEY_ID", "key",
        "AWS_SECRET_ACCESS_KEY", "secret");
  }

  CommandFixture set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  CommandFixture unset(String... variables) {
    List.of(variables).forEach(environment::remove);
    return this;
  }

  int run(String... arguments) {
    CommandLine command =
        EventAggregatorCommand.commandLine(EventAggregatorCommand.watched(environment))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    return command.execute(arguments);
  }

  FakeAws aws() {
    return aws;
  }

  Log log() {
    return log;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** The first line of the error output; the rest is the usage. */
  String firstError() {
    return err.toString().lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    log.close();
    aws.close();
  }
}
