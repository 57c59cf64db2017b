package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.notSupported;

import io.trino.sql.tree.Extract;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Trim;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Calls of functions: aggregates and window functions, or else scalar ones. */
final class FunctionTranslator {

  private final ExpressionTranslator expressions;

  FunctionTranslator(ExpressionTranslator expressions) {
    this.expressions = expressions;
  }

  TypedSql translate(FunctionCall call, Scope scope) {
    if (call.getName().getParts().size() != 1) {
      throw notSupported(call, "Function " + call.getName());
    }
    if (call.getOrderBy().isPresent()
        || call.getNullTreatment().isPresent()
        || call.getProcessingMode().isPresent()) {
      throw notSupported(call, "ORDER BY, IGNORE NULLS or RESPECT NULLS in a function call");
    }
    String name = call.getName().getSuffix().toLowerCase(Locale.ROOT);
    Arguments arguments =
        new Arguments(
            name, call, expressions.translate(call.getArguments(), scope), call.getArguments());
    Optional<String> window =
        call.getWindow()
            .map(over -> new WindowTranslator(expressions).translate(over, call, scope));
    if (WindowFunctions.isKnown(name) && window.isPresent()) {
      return WindowFunctions.apply(arguments, window.get());
    }
    if (AggregateFunctions.isKnown(name)) {
      String filter =
          call.getFilter()
              .map(condition -> " FILTER (WHERE " + expressions.condition(condition, scope) + ")")
              .orElse("");
      return AggregateFunctions.apply(arguments, call.isDistinct(), filter + window.orElse(""));
    }
    if (call.isDistinct() || call.getFilter().isPresent() || window.isPresent()) {
      throw notSupported(call, "DISTINCT, FILTER or OVER with function " + name);
    }
    return ScalarFunctions.apply(name, call, arguments.values(), List.copyOf(call.getArguments()));
  }

  static TypedSql extract(Extract node, TypedSql moment) {
    return ScalarFunctions.apply(
        node.getField().name().toLowerCase(Locale.ROOT), node, List.of(moment), List.of());
  }

  static TypedSql trim(Trim node, TypedSql text) {
    if (node.getTrimCharacter().isPresent()) {
      throw notSupported(node, "trim with characters");
    }
    String name =
        switch (node.getSpecification()) {
          case BOTH -> "trim";
          case LEADING -> "ltrim";
          case TRAILING -> "rtrim";
        };
    return ScalarFunctions.apply(name, node, List.of(text), List.of());
  }
}
