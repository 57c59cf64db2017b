package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import com.ibm.weather.airlytics.jobs.aggregate.functions.configuration.Aggregation;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextAction;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;

/**
 * Runs the JavaScript of Airlock's rules and configurations. They see {@code context}, {@code
 * translations} and, where one uses a name that is not declared or fails with a TypeError, the
 * season's utilities, which are downloaded then. As in Airlock's own engine, all of them share one
 * scope, and each must end within {@link Sandbox#LIMIT}.
 */
final class Scripts {

  private final Sandbox sandbox = new Sandbox();
  private final String variables;
  private final Supplier<RuntimeFile> utilities;
  private Scriptable scope;
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
    this.variables = "var context = " + context + ", translations = {};";
    this.scope = newScope();
  }

  /** Not limited: it is the job's own, and the first loads the engine's classes. */
  private Scriptable newScope() {
    return sandbox.call(
        context -> {
          Scriptable created = context.initSafeStandardObjects();
          evaluate(variables, context, created);
          return created;
        });
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
      load(utilities());
    }
    try {
      return evaluate(script, shown);
    } catch (ScriptException e) {
      if (hasUtilities || !isTypeError(e)) {
        throw e;
      }
      return runWithUtilities(script, shown, e);
    }
  }

  private boolean usesUnknownNames(String script) {
    try {
      return !guarded(context -> UnknownNames.in(script, context, scope), script).isEmpty();
    } catch (ScriptException e) {
      return false; // it cannot be read, as its evaluation will report
    }
  }

  /** What a value lacks may be a method that the utilities add to all values of its type. */
  private static boolean isTypeError(ScriptException e) {
    return e.getCause() instanceof EcmaError error && error.getName().equals("TypeError");
  }

  private Object runWithUtilities(String script, String shown, ScriptException failure)
      throws ScriptException {
    RuntimeFile file;
    try {
      file = utilities();
    } catch (InvalidInputException e) {
      throw new ScriptException("%s; %s".formatted(failure.reason(), e.getMessage()), shown, e);
    }
    scope = newScope(); // constants of the failed attempt cannot be declared again
    load(file);
    return evaluate(script, shown);
  }

  private RuntimeFile utilities() {
    hasUtilities = true;
    return utilities.get();
  }

  private void load(RuntimeFile file) {
    try {
      evaluate(file.text(), file.text());
    } catch (ScriptException e) {
      throw new InvalidInputException(
          "the utilities %s cannot be loaded: %s".formatted(file.url(), e.getMessage()), e);
    }
  }

  private Object evaluate(String script, String shown) throws ScriptException {
    return guarded(context -> evaluate(script, context, scope), shown);
  }

  private static Object evaluate(String script, Context context, Scriptable scope) {
    return context.evaluateString(scope, script, "rule", 1, null);
  }

  private <T> T guarded(ContextAction<T> action, String shown) throws ScriptException {
    try {
      return sandbox.within(action);
    } catch (RhinoException e) {
      throw new ScriptException("%s (line %d)".formatted(e.details(), e.lineNumber()), shown, e);
    } catch (Sandbox.OutOfTime e) {
      throw new ScriptException(
          "it did not end within %d s".formatted(Sandbox.LIMIT.toSeconds()), shown, e);
    } catch (StackOverflowError | OutOfMemoryError e) {
      throw new ScriptException("it takes too much memory", shown, e);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ScriptException(e.toString(), shown, e);
    }
  }
}
