package com.ibm.weather.airlytics.jobs.aggregate.local.athena.storage;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The values that a projected partition column can have, as in folder names. */
sealed interface ProjectedValues {

  /** Whether a value is one of them. */
  boolean contains(String value);

  /** All values in order. */
  Stream<String> all();

  /**
   * Values of the types enum and date.
   *
   * @param values in order
   */
  record Listed(Set<String> values) implements ProjectedValues {

    public Listed {
      values = new LinkedHashSet<>(values);
    }

    @Override
    public boolean contains(String value) {
      return values.contains(value);
    }

    @Override
    public Stream<String> all() {
      return values.stream();
    }
  }

  /**
   * Values of the type integer.
   *
   * @param first the first value
   * @param last the last value, if the interval meets it
   * @param interval the distance between values, at least 1
   * @param digits the width to which values are filled up with zeros; 0 for no filling
   */
  record Integers(long first, long last, long interval, int digits) implements ProjectedValues {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    @Override
    public boolean contains(String value) {
      if (!INTEGER.matcher(value).matches()) {
        return false;
      }
      long number = Long.parseLong(value);
      return number >= first
          && number <= last
          && (number - first) % interval == 0
          && text(number).equals(value);
    }

    @Override
    public Stream<String> all() {
      return LongStream.iterate(first, value -> value <= last, value -> value + interval)
          .mapToObj(this::text);
    }

    private String text(long number) {
      return digits == 0 ? Long.toString(number) : ("%0" + digits + "d").formatted(number);
    }
  }
}
