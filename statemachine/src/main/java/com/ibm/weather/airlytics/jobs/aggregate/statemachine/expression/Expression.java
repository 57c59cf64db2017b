package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;

/** A JSONata expression, written between <code>{%</code> and <code>%}</code>. Immutable. */
public final class Expression {
  private static final String OPEN = "{%";
  private static final String CLOSE = "%}";
  private static final long LONGEST_EVALUATION_MILLIS = 10_000;
  private static final int DEEPEST_EVALUATION = 1_000;

  private final String source;
  private final References references;

  private Expression(String source) {
    this.source = source;
    this.references = ReferenceScanner.scan(source);
  }

  /** Whether the text has an expression's marks anywhere, well placed or not. */
  public static boolean isMarked(String text) {
    return text.contains(OPEN) || text.contains(CLOSE);
  }

  /**
   * Parses an expression with its marks.
   *
   * @throws InvalidExpressionException when the marks do not enclose the whole text, or JSONata
   *     cannot parse what is between them
   */
  public static Expression parse(String text) throws InvalidExpressionException {
    if (!text.startsWith(OPEN) || !text.endsWith(CLOSE) || text.length() < 4) {
      throw new InvalidExpressionException(
          "an expression is the whole text, {% ... %}, without anything around it: " + text);
    }
    String source = text.substring(OPEN.length(), text.length() - CLOSE.length()).strip();
    try {
      Jsonata.jsonata(source);
    } catch (JException e) {
      throw new InvalidExpressionException(
          "JSONata cannot parse this: " + e.getMessage() + ", in: " + source, e);
    }
    return new Expression(source);
  }

  /** The text between the marks. */
  public String source() {
    return source;
  }

  /** What the expression refers to. */
  public References references() {
    return references;
  }

  /**
   * Evaluates the expression. May be called from several threads.
   *
   * @throws EvaluationException when it fails, takes longer than 10 seconds, or has no value
   */
  public JsonNode evaluate(Bindings bindings) throws EvaluationException {
    try {
      Object value = evaluateObject(bindings);
      if (value == null) {
        throw new EvaluationException("it has no value (undefined)");
      }
      return Values.toNode(value);
    } catch (EvaluationException | RuntimeException | StackOverflowError e) {
      String reason = e instanceof StackOverflowError ? "it recurses too deeply" : e.getMessage();
      throw new EvaluationException("The expression {% " + source + " %} failed: " + reason, e);
    }
  }

  /** Parses anew each time, since an evaluation writes into the engine's syntax tree. */
  private Object evaluateObject(Bindings bindings) {
    Jsonata engine = Jsonata.jsonata(source);
    engine.setOutputConvertNulls(false);
    engine.setValidateInput(false);
    Functions.register(engine);
    Jsonata.Frame frame = engine.createFrame();
    frame.setRuntimeBounds(LONGEST_EVALUATION_MILLIS, DEEPEST_EVALUATION);
    frame.bind("states", Values.toJsonata(bindings.states()));
    for (String name : references.variables()) {
      bindings.variable(name).ifPresent(value -> frame.bind(name, Values.toJsonata(value)));
    }
    return engine.evaluate(null, frame);
  }

  @Override
  public String toString() {
    return OPEN + " " + source + " " + CLOSE;
  }
}
