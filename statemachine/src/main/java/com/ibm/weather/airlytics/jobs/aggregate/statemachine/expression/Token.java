package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;

/**
 * A lexical element of an expression.
 *
 * @param kind what it is
 * @param text its text: the name without `$` for a variable, without back quotes for a name
 */
record Token(Kind kind, String text) {

  enum Kind {
    VARIABLE,
    NAME,
    CONSTANT,
    LITERAL,
    WILDCARD,
    FUNCTION,
    OPERATOR
  }

  boolean isOperator(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }

  /** Whether an operand ends here, so that what follows must be an operator. */
  boolean endsOperand() {
    return switch (kind) {
      case VARIABLE, NAME, CONSTANT, LITERAL, WILDCARD -> true;
      case FUNCTION -> false;
      case OPERATOR -> text.equals(")") || text.equals("]") || text.equals("}");
    };
  }
}
