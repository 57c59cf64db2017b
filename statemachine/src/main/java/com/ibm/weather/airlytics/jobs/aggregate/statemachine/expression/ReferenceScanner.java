package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what an expression refers to. It follows which parts of the expression have a context value
 * (path steps, predicates, sort keys, groupings): outside them a bare field name or {@code $} would
 * select from an input document, which Step Functions does not provide.
 */
final class ReferenceScanner {
  private static final int STATES_PATH_LENGTH = 3;

  private final List<Token> tokens;
  private final Set<String> variables = new LinkedHashSet<>();
  private final Set<String> locals;
  private final Set<String> statesFields = new LinkedHashSet<>();
  private final List<String> mistakes = new ArrayList<>();
  private final Deque<Boolean> contexts = new ArrayDeque<>();
  private final Deque<Boolean> parameterLists = new ArrayDeque<>();

  private ReferenceScanner(List<Token> tokens) {
    this.tokens = tokens;
    this.locals = locals(tokens);
    contexts.push(false);
  }

  static References scan(String source) {
    ReferenceScanner scanner = new ReferenceScanner(Lexer.tokens(source));
    int index = 0;
    while (index < scanner.tokens.size()) {
      index = scanner.visit(index);
    }
    return new References(
        scanner.variables, scanner.locals, scanner.statesFields, scanner.mistakes);
  }

  private static Set<String> locals(List<Token> tokens) {
    Set<String> locals = new LinkedHashSet<>();
    boolean parameters = false;
    for (int index = 0; index < tokens.size(); index++) {
      Token token = tokens.get(index);
      parameters = token.kind() == Token.Kind.FUNCTION || (parameters && !token.isOperator(")"));
      boolean bound =
          isOperator(tokens, index + 1, ":=")
              || isOperator(tokens, index - 1, "@")
              || isOperator(tokens, index - 1, "#");
      if (token.kind() == Token.Kind.VARIABLE && (parameters || bound)) {
        locals.add(token.text());
      }
    }
    return locals;
  }

  private int visit(int index) {
    Token token = tokens.get(index);
    switch (token.kind()) {
      case VARIABLE -> variable(index);
      case NAME, WILDCARD -> requireContext(index, "the field " + token.text());
      case OPERATOR -> {
        return operator(index);
      }
      case CONSTANT, LITERAL, FUNCTION -> {}
    }
    return index + 1;
  }

  private void variable(int index) {
    String name = tokens.get(index).text();
    if (name.equals("$")) {
      mistakes.add("$$ has no meaning, since there is no input document: use $states.input");
    } else if (name.isEmpty()) {
      requireContext(index, "$");
    } else if (name.equals("states")) {
      states(index);
    } else if (!locals.contains(name)) {
      functionOrVariable(name, isOperator(tokens, index + 1, "("));
    }
  }

  private void functionOrVariable(String name, boolean called) {
    if (Functions.isRefused(name)) {
      mistakes.add("$" + name + Functions.refusal(name));
    } else if (called && !Functions.isKnown(name)) {
      mistakes.add("$" + name + " is not a function of JSONata 2.0.6 or Step Functions");
    } else if (!Functions.isKnown(name)) {
      variables.add(name);
    }
  }

  private void states(int index) {
    if (locals.contains("states")) {
      mistakes.add("$states is reserved and cannot be bound");
      return;
    }
    List<String> path = new ArrayList<>();
    int next = index + 1;
    while (path.size() < STATES_PATH_LENGTH
        && isOperator(tokens, next, ".")
        && next + 1 < tokens.size()
        && tokens.get(next + 1).kind() == Token.Kind.NAME) {
      path.add(tokens.get(next + 1).text());
      next += 2;
    }
    statesFields.add(String.join(".", path));
  }

  private int operator(int index) {
    Token token = tokens.get(index);
    boolean operand = !isOperandEnd(index - 1);
    switch (token.text()) {
      case "(" -> open(operand ? inherited(index) : callContext(index), isParameterList(index));
      case "[" -> open(operand ? inherited(index) : true, false);
      case "{" -> open(operand ? inherited(index) : true, false);
      case "]", "}" -> close();
      case ")" -> {
        return close() ? lambdaBody(index + 1) : index + 1;
      }
      case "?:", "??" -> mistakes.add(token.text() + " is not part of JSONata 2.0.6: use ? :");
      case "|" -> mistakes.add("the transform operator | is not implemented: use $merge");
      default -> {}
    }
    return index + 1;
  }

  /** Skips a signature such as {@code <n:n>} and opens the body with the context around it. */
  private int lambdaBody(int index) {
    int next = index;
    while (!tokens.get(next).isOperator("{")) {
      next++;
    }
    open(contexts.element(), false);
    return next + 1;
  }

  private boolean inherited(int index) {
    boolean step = isOperator(tokens, index - 1, ".") || isOperator(tokens, index - 1, "^");
    return step || contexts.element();
  }

  private boolean callContext(int index) {
    return contexts.element() || isOperator(tokens, index - 2, ".");
  }

  private boolean isParameterList(int index) {
    return index > 0 && tokens.get(index - 1).kind() == Token.Kind.FUNCTION;
  }

  private void open(boolean context, boolean parameterList) {
    contexts.push(context);
    parameterLists.push(parameterList);
  }

  private boolean close() {
    contexts.pop();
    return parameterLists.pop();
  }

  private void requireContext(int index, String what) {
    if (!inherited(index)) {
      mistakes.add(what + " needs a value to select from: begin with $states.input or a variable");
    }
  }

  private boolean isOperandEnd(int index) {
    return index >= 0 && tokens.get(index).endsOperand();
  }

  private static boolean isOperator(List<Token> tokens, int index, String operator) {
    return index >= 0 && index < tokens.size() && tokens.get(index).isOperator(operator);
  }
}
