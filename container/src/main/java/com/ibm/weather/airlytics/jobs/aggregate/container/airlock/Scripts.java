package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import java.util.function.Supplier;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.ScriptableObject;

/**
 * Runs the JavaScript of Airlock's rules and configurations. They see {@code context}, {@code
 * translations} and, where one uses a name that is not declared, the season's utilities, which are
 * downloaded then. As in Airlock's own engine, all of them share one scope, and each must end
 * within {@link Sandbox#LIMIT}; a call of a function that is built into JavaScript counts as one
 * step.
 */
final class Scripts {

  private final Sandbox sandbox = new Sandbox();
  private final ScriptableObject scope = sandbox.within(Context::initSafeStandardObjects);
  private final Supplier<RuntimeFile> utilities;
  private boolean hasUtilities;

  /**
   * @param utilities asked at most once, and only when they are needed
   */
  Scripts(Aggregation aggregation, Supplier<RuntimeFile> utilities) {
    this.utilities = utilities;
    String context =
        Json.MAPPER
            .createObjectNode()
            .put("environment", aggregation.environment())
            .put("deployment", aggregation.deployment())
            .put("product", aggregation.product())
            .put("aggregation", aggregation.aggregation())
            .toString();
    evaluate("var context = " + context + ", translations = {};");
  }

  /**
   * Whether a rule is true; an empty one is.
   *
   * @throws ScriptException when it fails, takes too long or is not a Boolean
   */
  boolean isTrue(String rule) throws ScriptException {
    String text = rule.strip();
    if (text.isEmpty() || text.equals("null") || text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    Object result = run(rule, rule);
    if (result instanceof Boolean decision) {
      return decision;
    }
    throw new ScriptException(
        "its last value is of the type %s, not boolean".formatted(ScriptRuntime.typeof(result)),
        rule);
  }

  /**
   * The value of an object expression; an empty one is an empty object.
   *
   * @throws ScriptException when it fails, takes too long or is not an object
   */
  ObjectNode object(String expression) throws ScriptException {
    if (expression.isBlank() || expression.equals("null")) {
      return Json.MAPPER.createObjectNode();
    }
    Object result = run("var result_ = " + expression + "\n; JSON.stringify(result_)", expression);
    String json = result instanceof CharSequence text ? text.toString() : "undefined";
    if (json.startsWith("{")) {
      return Json.read(json, ObjectNode.class, "the configuration");
    }
    throw new ScriptException(
        "its value is %s, not an object".formatted(Excerpt.of(json)), expression);
  }

  private Object run(String script, String shown) throws ScriptException {
    if (!hasUtilities && usesUnknownNames(script)) {
      hasUtilities = true;
      load(utilities.get());
    }
    try {
      return evaluate(script);
    } catch (RhinoException e) {
      throw new ScriptException("%s (line %d)".formatted(e.details(), e.lineNumber()), shown, e);
    } catch (Sandbox.OutOfTime e) {
      throw new ScriptException(
          "it did not end within %d s".formatted(Sandbox.LIMIT.toSeconds()), shown, e);
    } catch (StackOverflowError | OutOfMemoryError e) {
      throw new ScriptException("it takes too much memory", shown, e);
    } catch (RuntimeException e) {
      throw new ScriptException(e.toString(), shown, e);
    }
  }

  private boolean usesUnknownNames(String script) {
    try {
      return !sandbox.within(context -> UnknownNames.in(script, context, scope)).isEmpty();
    } catch (RhinoException | StackOverflowError e) {
      return false; // it cannot be read, as its evaluation will report
    }
  }

  private void load(RuntimeFile file) {
    try {
      evaluate(file.text());
    } catch (RhinoException | Sandbox.OutOfTime e) {
      throw new InvalidInputException(
          "the utilities %s cannot be loaded: %s".formatted(file.url(), e), e);
    }
  }

  private Object evaluate(String script) {
    return sandbox.within(context -> context.evaluateString(scope, script, "rule", 1, null));
  }
}
