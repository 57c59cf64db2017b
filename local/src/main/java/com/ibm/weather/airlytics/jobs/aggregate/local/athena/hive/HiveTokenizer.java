package com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a statement into tokens. Comments are {@code -- to the end of the line}. */
final class HiveTokenizer {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>\\s+|--[^\\n]*|/\\*.*?\\*/)"
              + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)"
              + "|(?<number>\\d+(?:\\.\\d+)?)"
              + "|(?<quoted>`(?:[^`]|``)*`)"
              + "|(?<string>'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")"
              + "|(?<symbol>[(),.;=<>:*/-])",
          Pattern.DOTALL);

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|([0-3][0-7]{2})|(.))", Pattern.DOTALL);

  private HiveTokenizer() {}

  /**
   * All tokens, with one of kind END behind them.
   *
   * @throws HiveParseException at a character that begins no token
   */
  static List<HiveToken> tokens(String sql) {
    List<HiveToken> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(sql);
    int position = 0;
    while (position < sql.length()) {
      int start = position;
      if (!matcher.find(start) || matcher.start() != start) {
        throw new HiveParseException(
            line(sql, start),
            column(sql, start),
            "character '" + sql.charAt(start) + "' not supported here");
      }
      String source = matcher.group();
      kind(matcher)
          .ifPresent(
              kind ->
                  tokens.add(
                      new HiveToken(
                          kind, text(kind, source), source, line(sql, start), column(sql, start))));
      position = matcher.end();
    }
    tokens.add(
        new HiveToken(HiveToken.Kind.END, "", "<EOF>", line(sql, position), column(sql, position)));
    return tokens;
  }

  private static Optional<HiveToken.Kind> kind(Matcher matcher) {
    if (matcher.group("word") != null) {
      return Optional.of(HiveToken.Kind.WORD);
    }
    if (matcher.group("number") != null) {
      return Optional.of(HiveToken.Kind.NUMBER);
    }
    if (matcher.group("quoted") != null) {
      return Optional.of(HiveToken.Kind.QUOTED_NAME);
    }
    if (matcher.group("string") != null) {
      return Optional.of(HiveToken.Kind.STRING);
    }
    return matcher.group("symbol") == null ? Optional.empty() : Optional.of(HiveToken.Kind.SYMBOL);
  }

  private static String text(HiveToken.Kind kind, String source) {
    return switch (kind) {
      case WORD, NUMBER, SYMBOL, END -> source;
      case QUOTED_NAME -> source.substring(1, source.length() - 1).replace("``", "`");
      case STRING ->
          ESCAPE
              .matcher(source.substring(1, source.length() - 1))
              .replaceAll(escape -> Matcher.quoteReplacement(unescaped(escape)));
    };
  }

  private static String unescaped(java.util.regex.MatchResult escape) {
    if (escape.group(1) != null) {
      return Character.toString(Integer.parseInt(escape.group(1), 16));
    }
    if (escape.group(2) != null) {
      return Character.toString(Integer.parseInt(escape.group(2), 8));
    }
    return switch (escape.group(3)) {
      case "t" -> "\t";
      case "n" -> "\n";
      case "r" -> "\r";
      case "0" -> "\0";
      default -> escape.group(3);
    };
  }

  private static int line(String sql, int position) {
    return 1 + (int) sql.substring(0, position).chars().filter(c -> c == '\n').count();
  }

  private static int column(String sql, int position) {
    return position - 1 - sql.lastIndexOf('\n', position - 1);
  }
}
