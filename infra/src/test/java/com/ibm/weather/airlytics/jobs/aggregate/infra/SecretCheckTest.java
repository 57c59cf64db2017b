package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class SecretCheckTest extends CheckTest {

  SecretCheckTest() {
    super(new SecretCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("Parameters:")
            .replace(
                "  LogRetentionDays:\n",
                "  AirlockPassword:\n    Type: String\n    Default: \"\"\n  LogRetentionDays:\n")
            .isFound("the parameter AirlockPassword may carry a secret"),
        template("  ImportToUserDbFunction:")
            .replace("AIRLOCK_SECRET_ARN: !Ref AirlockSecretArn", "AIRLOCK_KEY: ABCDEFG")
            .isFound("AIRLOCK_KEY of ImportToUserDbFunction may carry a secret"),
        template("  ImportToUserDbFunction:")
            .replace("!Ref AirlockSecretArn", "\"{{resolve:secretsmanager:airlytics/airlock}}\"")
            .isFound("a secret is resolved into the template"),
        template("  Schedule:")
            .replace("\"time\":", "\"password\": \"\", \"time\":")
            .isFound("the input of Schedule may carry a secret"));
  }
}
