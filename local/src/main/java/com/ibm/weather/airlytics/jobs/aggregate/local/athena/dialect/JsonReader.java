package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

/**
 * Reads a JSON text from its start, as far as it is asked to, with the strictness of the parser
 * that Trino uses: whatever is passed over has to be valid.
 */
final class JsonReader {

  private static final int DEEPEST = 1000;

  private final String json;
  private int index;
  private int depth;

  JsonReader(String json) {
    this.json = json;
  }

  /** The number, {@code true} or {@code false} that starts with the character read last. */
  String word(char first, boolean root) {
    int start = index - 1;
    skipValue(first);
    if (root && index < json.length() && !isSpace(json.charAt(index))) {
      throw new InvalidJsonException();
    }
    return json.substring(start, index);
  }

  void skipValue() {
    skipValue(token());
  }

  void skipValue(char first) {
    switch (first) {
      case '{' -> skipObject();
      case '[' -> skipArray();
      case '"' -> skipString();
      case 't' -> literal("rue");
      case 'f' -> literal("alse");
      case 'n' -> literal("ull");
      default -> number(first);
    }
  }

  private void skipObject() {
    deeper();
    if (!accept('}')) {
      do {
        expect('"');
        skipString();
        expect(':');
        skipValue();
      } while (hasMore('}'));
    }
    depth--;
  }

  private void skipArray() {
    deeper();
    if (!accept(']')) {
      do {
        skipValue();
      } while (hasMore(']'));
    }
    depth--;
  }

  private void deeper() {
    depth++;
    if (depth > DEEPEST) {
      throw new InvalidJsonException();
    }
  }

  private void literal(String rest) {
    if (!json.startsWith(rest, index)) {
      throw new InvalidJsonException();
    }
    index += rest.length();
    if (index < json.length() && Character.isJavaIdentifierPart(json.charAt(index))) {
      throw new InvalidJsonException();
    }
  }

  private void number(char first) {
    char digit = first == '-' ? character() : first;
    if (digit == '0') {
      if (isDigitNext()) {
        throw new InvalidJsonException();
      }
    } else {
      index--;
      digits();
    }
    if (isNext('.')) {
      index++;
      digits();
    }
    if (isNext('e') || isNext('E')) {
      index++;
      if (isNext('+') || isNext('-')) {
        index++;
      }
      digits();
    }
  }

  private void digits() {
    if (!isDigitNext()) {
      throw new InvalidJsonException();
    }
    while (isDigitNext()) {
      index++;
    }
  }

  private boolean isDigitNext() {
    return index < json.length() && json.charAt(index) >= '0' && json.charAt(index) <= '9';
  }

  private boolean isNext(char expected) {
    return index < json.length() && json.charAt(index) == expected;
  }

  /** Whether the string, whose opening quote is read, is the key; reads to behind its end. */
  boolean isText(String key) {
    int end = index + key.length();
    if (end < json.length() && json.charAt(end) == '"' && json.startsWith(key, index)) {
      if (key.indexOf('"') < 0 && key.indexOf('\\') < 0) {
        index = end + 1;
        return true;
      }
    }
    int start = index;
    boolean escaped = skipString();
    if (!escaped) {
      return false;
    }
    index = start;
    return text().equals(key);
  }

  private boolean skipString() {
    boolean escaped = false;
    while (true) {
      passPlainText();
      char character = character();
      if (character == '"') {
        return escaped;
      }
      if (character < ' ') {
        throw new InvalidJsonException();
      }
      escaped = true;
      escape();
    }
  }

  /** Nearly all of a JSON text is read here, so it stays free of fields and calls. */
  private void passPlainText() {
    String text = json;
    int length = text.length();
    int next = index;
    while (next < length && isPlain(text.charAt(next))) {
      next++;
    }
    index = next;
  }

  private static boolean isPlain(char character) {
    return character >= ' ' && character != '"' && character != '\\';
  }

  /** The rest of a string, whose opening quote is read. */
  String text() {
    int start = index;
    if (!skipString()) {
      return json.substring(start, index - 1);
    }
    StringBuilder text = new StringBuilder();
    index = start;
    for (char character = character(); character != '"'; character = character()) {
      text.append(character == '\\' ? escape() : character);
    }
    return text.toString();
  }

  private char escape() {
    char letter = character();
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new InvalidJsonException();
    };
  }

  private char unicode() {
    int code = 0;
    for (int digit = 0; digit < 4; digit++) {
      char character = character();
      int value = character < 128 ? Character.digit(character, 16) : -1;
      if (value < 0) {
        throw new InvalidJsonException();
      }
      code = code * 16 + value;
    }
    return (char) code;
  }

  /** Reads the comma before a further member, or the end of the object or array. */
  boolean hasMore(char closing) {
    char character = token();
    if (character != ',' && character != closing) {
      throw new InvalidJsonException();
    }
    return character == ',';
  }

  boolean accept(char expected) {
    boolean accepted = token() == expected;
    if (!accepted) {
      index--;
    }
    return accepted;
  }

  void expect(char expected) {
    if (token() != expected) {
      throw new InvalidJsonException();
    }
  }

  /** The next character that is no white space. */
  char token() {
    char character = character();
    while (isSpace(character)) {
      character = character();
    }
    return character;
  }

  private char character() {
    if (index == json.length()) {
      throw new InvalidJsonException();
    }
    return json.charAt(index++);
  }

  private static boolean isSpace(char character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }

  /** Ends the reading; it carries no stack, since a table may hold millions of such texts. */
  static final class InvalidJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private InvalidJsonException() {
      super("Invalid JSON", null, false, false);
    }
  }
}
