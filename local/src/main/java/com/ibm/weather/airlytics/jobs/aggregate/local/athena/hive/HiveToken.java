package com.ibm.weather.airlytics.jobs.aggregate.local.athena.hive;

import java.util.Locale;

/**
 * A token.
 *
 * @param kind what it is
 * @param text the word, the text between the quotes with escapes resolved, or the symbol
 * @param source how it is written
 * @param line from 1
 * @param column from 0, as Hive counts
 */
record HiveToken(Kind kind, String text, String source, int line, int column) {

  enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    NUMBER,
    SYMBOL,
    END
  }

  /** Whether this is a keyword, or a symbol, in upper case. */
  boolean is(String keyword) {
    boolean plain = kind == Kind.WORD || kind == Kind.SYMBOL;
    return plain && text.toUpperCase(Locale.ROOT).equals(keyword);
  }
}
