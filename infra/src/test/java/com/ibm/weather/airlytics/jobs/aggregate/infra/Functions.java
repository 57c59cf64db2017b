package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Pseudo;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.util.List;

/** The Lambda functions of a stack. */
final class Functions {

  static final String INVOKE = "arn:aws:states:::lambda:invoke";

  private Functions() {}

  static List<Resource> of(Stack stack) {
    return List.copyOf(stack.resources("AWS::Serverless::Function").values());
  }

  /** The ARN of a function that is called by its name or its ARN. */
  static String arn(String function) {
    return function.startsWith("arn:")
        ? function
        : "arn:aws:lambda:%s:%s:function:%s".formatted(Pseudo.REGION, Pseudo.ACCOUNT, function);
  }

  /** The ARN of the function that a Task invokes. */
  static String invokedBy(Definition.Task task) {
    return arn(task.arguments().path("FunctionName").asText());
  }

  static String simpleName(String handler) {
    return handler.substring(handler.lastIndexOf('.') + 1);
  }
}
