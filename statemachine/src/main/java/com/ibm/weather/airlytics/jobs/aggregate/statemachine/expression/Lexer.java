package com.ibm.weather.airlytics.jobs.aggregate.statemachine.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Splits an expression that the JSONata parser has accepted into tokens. The parser's own syntax
 * tree is not public, and what has to be known about an expression before it runs (which variables,
 * functions and fields it names) can be told from its tokens.
 */
final class Lexer {
  private static final String BLANKS = " \t\n\r";
  private static final String OPERATOR_CHARACTERS = ".[]{}(),@#;:?+-*/%|=<>^&!~";
  private static final Set<String> DOUBLE_OPERATORS =
      Set.of("..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??");
  private static final Set<String> WORD_OPERATORS = Set.of("and", "or", "in");
  private static final Set<String> WILDCARDS = Set.of("*", "**", "%");
  private static final Set<String> CONSTANTS = Set.of("true", "false", "null");
  private static final Set<String> FUNCTION_WORDS = Set.of("function", "λ");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(String source) {
    Lexer lexer = new Lexer(source);
    while (lexer.position < source.length()) {
      lexer.next();
    }
    return List.copyOf(lexer.tokens);
  }

  private void next() {
    char character = source.charAt(position);
    if (BLANKS.indexOf(character) >= 0) {
      position++;
    } else if (source.startsWith("/*", position)) {
      position = source.indexOf("*/", position + 2) + 2;
    } else if (character == '/' && !afterOperand()) {
      add(Token.Kind.LITERAL, endOfRegularExpression());
    } else if (character == '"' || character == '\'') {
      add(Token.Kind.LITERAL, endOfText(character));
    } else if (character == '`') {
      int end = source.indexOf('`', position + 1);
      tokens.add(new Token(Token.Kind.NAME, source.substring(position + 1, end)));
      position = end + 1;
    } else if (OPERATOR_CHARACTERS.indexOf(character) >= 0) {
      operator();
    } else {
      word();
    }
  }

  private void operator() {
    String two = source.substring(position, Math.min(position + 2, source.length()));
    String text = DOUBLE_OPERATORS.contains(two) ? two : two.substring(0, 1);
    boolean wildcard = WILDCARDS.contains(text) && !afterOperand();
    add(wildcard ? Token.Kind.WILDCARD : Token.Kind.OPERATOR, position + text.length());
  }

  private void word() {
    int end = position;
    if (Character.isDigit(source.charAt(position))) {
      end = endOfNumber();
    } else {
      while (end < source.length() && isWordCharacter(source.charAt(end))) {
        end++;
      }
    }
    String text = source.substring(position, end);
    position = end;
    if (text.startsWith("$")) {
      tokens.add(new Token(Token.Kind.VARIABLE, text.substring(1)));
    } else {
      tokens.add(new Token(kindOfWord(text), text));
    }
  }

  private Token.Kind kindOfWord(String text) {
    boolean step = !tokens.isEmpty() && tokens.get(tokens.size() - 1).isOperator(".");
    if (Character.isDigit(text.charAt(0))) {
      return Token.Kind.LITERAL;
    }
    if (WORD_OPERATORS.contains(text) && afterOperand()) {
      return Token.Kind.OPERATOR;
    }
    if (CONSTANTS.contains(text)) {
      return Token.Kind.CONSTANT;
    }
    return FUNCTION_WORDS.contains(text) && !step ? Token.Kind.FUNCTION : Token.Kind.NAME;
  }

  private boolean afterOperand() {
    return !tokens.isEmpty() && tokens.get(tokens.size() - 1).endsOperand();
  }

  private static boolean isWordCharacter(char character) {
    return BLANKS.indexOf(character) < 0 && OPERATOR_CHARACTERS.indexOf(character) < 0;
  }

  private int endOfNumber() {
    int end = position;
    while (end < source.length() && isNumberCharacter(end)) {
      end++;
    }
    return end;
  }

  private boolean isNumberCharacter(int at) {
    char character = source.charAt(at);
    boolean range = source.startsWith("..", at);
    boolean exponentSign =
        (character == '-' || character == '+') && "eE".indexOf(source.charAt(at - 1)) >= 0;
    return Character.isDigit(character)
        || character == 'e'
        || character == 'E'
        || (character == '.' && !range)
        || exponentSign;
  }

  private int endOfText(char quote) {
    int end = position + 1;
    while (source.charAt(end) != quote) {
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }

  private int endOfRegularExpression() {
    int depth = 0;
    int end = position + 1;
    while (source.charAt(end) != '/' || depth > 0) {
      char character = source.charAt(end);
      if ("([{".indexOf(character) >= 0) {
        depth++;
      } else if (")]}".indexOf(character) >= 0) {
        depth--;
      }
      end += character == '\\' ? 2 : 1;
    }
    end++;
    while (end < source.length() && "im".indexOf(source.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private void add(Token.Kind kind, int end) {
    tokens.add(new Token(kind, source.substring(position, end)));
    position = end;
  }
}
