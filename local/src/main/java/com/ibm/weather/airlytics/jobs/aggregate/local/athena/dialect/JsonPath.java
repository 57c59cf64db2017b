package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * The paths that {@code json_extract_scalar} takes: {@code $}, then {@code .name}, {@code [0]},
 * {@code [name]} or {@code ["any text"]}. A step is the key of an object or, when it is a number,
 * the position in an array, whichever way it is written.
 *
 * @param steps the way from the root
 */
record JsonPath(List<Step> steps) {

  /** A step and the array position that it means, -1 for none. */
  record Step(String key, int position) {}

  JsonPath {
    steps = List.copyOf(steps);
  }

  /**
   * @throws TrinoFunctionException when it is no such path
   */
  static JsonPath parse(String text) {
    return new Parser(text).parse();
  }

  private static final class Parser {

    private final String text;
    private int index;

    Parser(String text) {
      this.text = text;
    }

    JsonPath parse() {
      expect('$');
      List<Step> steps = new ArrayList<>();
      while (index < text.length()) {
        String key;
        if (accept('.')) {
          key = word(true);
        } else {
          expect('[');
          key = accept('"') ? quoted() : word(false);
          expect(']');
        }
        steps.add(new Step(key, position(key)));
      }
      return new JsonPath(steps);
    }

    private String word(boolean colons) {
      int start = index;
      while (index < text.length() && isWord(text.charAt(index), colons)) {
        index++;
      }
      if (index == start) {
        throw invalid();
      }
      return text.substring(start, index);
    }

    private static boolean isWord(char character, boolean colons) {
      return character == '_'
          || Character.isLetterOrDigit(character)
          || (colons && character == ':');
    }

    private String quoted() {
      StringBuilder key = new StringBuilder();
      while (!accept('"')) {
        boolean escaped = accept('\\');
        if (index == text.length()) {
          throw invalid();
        }
        char character = text.charAt(index++);
        if (escaped && character != '"' && character != '\\') {
          throw invalid();
        }
        key.append(character);
      }
      return key.toString();
    }

    private boolean accept(char character) {
      if (index < text.length() && text.charAt(index) == character) {
        index++;
        return true;
      }
      return false;
    }

    private void expect(char character) {
      if (!accept(character)) {
        throw invalid();
      }
    }

    private TrinoFunctionException invalid() {
      return TrinoFunctionException.invalidArgument("Invalid JSON path: '%s'".formatted(text));
    }

    private static int position(String key) {
      try {
        return Integer.parseInt(key);
      } catch (NumberFormatException e) {
        return -1;
      }
    }
  }
}
