package com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive.HiveToken.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A statement's tokens with a place to read on from, and what every rule reads. */
final class HiveTokens {

  private final List<HiveToken> tokens;
  private int next;

  HiveTokens(String sql) {
    tokens = HiveTokenizer.tokens(sql);
  }

  /** Whether the next tokens are these keywords. */
  boolean at(String... keywords) {
    for (int i = 0; i < keywords.length; i++) {
      if (!peek(i).is(keywords[i])) {
        return false;
      }
    }
    return true;
  }

  /** Reads these keywords if they come next, and answers whether they did. */
  boolean accept(String... keywords) {
    boolean accepted = at(keywords);
    if (accepted) {
      next += keywords.length;
    }
    return accepted;
  }

  /** Reads these keywords. */
  void expect(String... keywords) {
    for (String keyword : keywords) {
      if (!accept(keyword)) {
        throw mismatch(keyword);
      }
    }
  }

  /** Reads a name, plain or in backticks, in lower case. */
  String name(String rule) {
    Kind kind = peek(0).kind();
    if (kind != Kind.WORD && kind != Kind.QUOTED_NAME) {
      throw unrecognized(rule);
    }
    return read().text().toLowerCase(Locale.ROOT);
  }

  /** Reads {@code [database.]table}. */
  TableName tableName() {
    String first = name("table name");
    return accept(".")
        ? new TableName(Optional.of(first), name("table name"))
        : new TableName(Optional.empty(), first);
  }

  /** Reads a quoted text. */
  String string() {
    if (peek(0).kind() != Kind.STRING) {
      throw mismatch("StringLiteral");
    }
    return read().text();
  }

  /** Reads a quoted text or a number. */
  String constant() {
    Kind kind = peek(0).kind();
    if (kind != Kind.STRING && kind != Kind.NUMBER) {
      throw unrecognized("constant");
    }
    return read().text();
  }

  /** Reads {@code ('key' = 'value', ...)}. */
  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    expect("(");
    do {
      String key = string();
      expect("=");
      properties.put(key, string());
    } while (accept(","));
    expect(")");
    return properties;
  }

  /** Reads a type up to a comma, a closing bracket or a word that belongs to the column. */
  String type() {
    StringBuilder type = new StringBuilder(name("column type"));
    if (accept("(")) {
      List<String> numbers = new ArrayList<>();
      do {
        numbers.add(constant());
      } while (accept(","));
      expect(")");
      type.append('(').append(String.join(",", numbers)).append(')');
    } else if (at("<")) {
      throw unrecognized("column type: nested types are not supported here");
    }
    return type.toString();
  }

  /** Whether nothing is left. */
  boolean atEnd() {
    return peek(0).kind() == Kind.END;
  }

  /** Reads the end of the statement. */
  void end() {
    accept(";");
    if (!atEnd()) {
      throw here("extraneous input '" + peek(0).source() + "' expecting EOF");
    }
  }

  /** Finds fault with the next token where a keyword should be. */
  HiveParseException mismatch(String expected) {
    return here(
        "mismatched input '%s' expecting %s near '%s'"
            .formatted(peek(0).source(), expected, next == 0 ? "<EOF>" : peek(-1).source()));
  }

  /** Finds fault with the next token where a rule should begin. */
  HiveParseException unrecognized(String rule) {
    return here(
        "cannot recognize input near '%s' '%s' '%s' in %s"
            .formatted(peek(0).source(), peek(1).source(), peek(2).source(), rule));
  }

  /** A finding at the next token. */
  HiveParseException here(String finding) {
    return new HiveParseException(peek(0).line(), peek(0).column(), finding);
  }

  private HiveToken read() {
    return tokens.get(next++);
  }

  private HiveToken peek(int distance) {
    return tokens.get(Math.min(next + distance, tokens.size() - 1));
  }
}
