package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static java.util.stream.Collectors.joining;

import io.trino.sql.tree.LongLiteral;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Functions on text. Positions and lengths count code points, from 1. */
final class TextFunctions {

  /** What Trino's trim takes away; DuckDB's own takes only spaces. */
  private static final String WHITESPACE =
      IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
          .filter(Character::isWhitespace)
          .mapToObj(Character::toString)
          .collect(joining());

  static final Map<String, Function<Arguments, TypedSql>> RULES =
      Map.ofEntries(
          Map.entry("concat", TextFunctions::concat),
          Map.entry("concat_ws", TextFunctions::concatWithSeparator),
          Map.entry("json_extract_scalar", TextFunctions::jsonExtractScalar),
          Map.entry("length", call -> number("length(%s)", call, 1)),
          Map.entry("lower", call -> sameType("lower(%s)", call)),
          Map.entry("upper", call -> sameType("upper(%s)", call)),
          Map.entry("trim", call -> trimmed("trim", call)),
          Map.entry("ltrim", call -> trimmed("ltrim", call)),
          Map.entry("rtrim", call -> trimmed("rtrim", call)),
          Map.entry("lpad", TextFunctions::padded),
          Map.entry("rpad", TextFunctions::padded),
          Map.entry("regexp_like", TextFunctions::regexpLike),
          Map.entry("regexp_replace", TextFunctions::regexpReplace),
          Map.entry("replace", TextFunctions::replace),
          Map.entry("split_part", TextFunctions::splitPart),
          Map.entry("starts_with", TextFunctions::startsWith),
          Map.entry("strpos", call -> number("strpos(%s, %s)", call, 2)),
          Map.entry("to_hex", TextFunctions::toHex),
          Map.entry("substr", TextFunctions::substring),
          Map.entry("substring", TextFunctions::substring));

  private TextFunctions() {}

  private static TypedSql toHex(Arguments call) {
    String bytes = call.between(1, 1).as(TrinoType.VARBINARY, 0);
    return new TypedSql("hex(%s)".formatted(bytes), TrinoType.VARCHAR);
  }

  private static TypedSql number(String template, Arguments call, int arity) {
    call.between(arity, arity);
    Object[] texts = IntStream.range(0, arity).mapToObj(call::text).toArray();
    return new TypedSql(template.formatted(texts), TrinoType.BIGINT);
  }

  private static TypedSql sameType(String template, Arguments call) {
    return new TypedSql(template.formatted(call.between(1, 1).text(0)), resultType(call));
  }

  private static TrinoType resultType(Arguments call) {
    return call.type(0).isText() ? call.type(0) : TrinoType.VARCHAR;
  }

  private static TypedSql trimmed(String duckdb, Arguments call) {
    return sameType(duckdb + "(%s, " + Identifiers.literal(WHITESPACE) + ")", call);
  }

  private static TypedSql concat(Arguments call) {
    call.between(2, Integer.MAX_VALUE);
    return new TypedSql(
        IntStream.range(0, call.size()).mapToObj(call::text).collect(joining(" || ", "(", ")")),
        TrinoType.VARCHAR);
  }

  private static TypedSql concatWithSeparator(Arguments call) {
    call.between(2, Integer.MAX_VALUE);
    return new TypedSql(
        IntStream.range(0, call.size())
            .mapToObj(call::text)
            .collect(joining(", ", "concat_ws(", ")")),
        TrinoType.VARCHAR);
  }

  private static TypedSql jsonExtractScalar(Arguments call) {
    String path = checked(call.between(2, 2), JsonPath::parse);
    return varchar("trino_json_extract_scalar(%s, %s)".formatted(call.text(0), path));
  }

  /**
   * The second argument, which is checked once, before the query runs, and so has to be a literal.
   */
  private static String checked(Arguments call, Consumer<String> check) {
    try {
      check.accept(call.literalText(1));
    } catch (TrinoFunctionException e) {
      throw call.invalid(e.text());
    }
    return call.text(1);
  }

  private static TypedSql padded(Arguments call) {
    call.between(3, 3);
    return varchar(
        "trino_%s(%s, %s, %s)"
            .formatted(call.function(), call.text(0), call.as(TrinoType.BIGINT, 1), call.text(2)));
  }

  private static TypedSql regexpLike(Arguments call) {
    String pattern = checked(call.between(2, 2), TextOperations::pattern);
    return new TypedSql(
        "trino_regexp_like(%s, %s)".formatted(call.text(0), pattern), TrinoType.BOOLEAN);
  }

  private static TypedSql regexpReplace(Arguments call) {
    String pattern = checked(call.between(2, 3), TextOperations::pattern);
    return varchar(
        "trino_regexp_replace(%s, %s, %s)"
            .formatted(call.text(0), pattern, call.size() == 2 ? "''" : call.text(2)));
  }

  /** DuckDB, unlike Trino, finds nothing to replace when the text sought is empty. */
  private static TypedSql replace(Arguments call) {
    call.between(2, 3);
    if (call.literalText(1).isEmpty()) {
      throw SqlRefusedException.notSupported(call.node(), "Function replace of the empty text");
    }
    return varchar(
        "replace(%s, %s, %s)"
            .formatted(call.text(0), call.text(1), call.size() == 2 ? "''" : call.text(2)));
  }

  private static TypedSql splitPart(Arguments call) {
    call.between(3, 3);
    return varchar(
        "trino_split_part(%s, %s, %s)"
            .formatted(call.text(0), call.text(1), call.as(TrinoType.BIGINT, 2)));
  }

  private static TypedSql startsWith(Arguments call) {
    call.between(2, 2);
    return new TypedSql(
        "starts_with(%s, %s)".formatted(call.text(0), call.text(1)), TrinoType.BOOLEAN);
  }

  private static TypedSql substring(Arguments call) {
    call.between(2, 3);
    boolean plain =
        call.expressions().stream()
            .skip(1)
            .allMatch(
                argument ->
                    argument instanceof LongLiteral literal && literal.getParsedValue() > 0);
    String length = call.size() == 3 ? ", " + call.as(TrinoType.BIGINT, 2) : "";
    return new TypedSql(
        "%s(%s, %s%s)"
            .formatted(
                plain ? "substr" : "trino_substr",
                call.text(0),
                call.as(TrinoType.BIGINT, 1),
                plain || call.size() == 3 ? length : ", " + Long.MAX_VALUE),
        resultType(call));
  }

  private static TypedSql varchar(String sql) {
    return new TypedSql(sql, TrinoType.VARCHAR);
  }
}
