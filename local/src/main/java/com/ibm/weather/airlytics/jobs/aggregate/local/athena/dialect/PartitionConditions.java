package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.StringLiteral;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Finds the conditions of a WHERE or ON that compare one column with literals, so that partitions
 * which cannot fulfil them need not be read. The conditions stay in the query: what is found here
 * only saves work. A row without a value fulfils none of them, and so they hold on either side of
 * an outer join that stands below the WHERE.
 */
final class PartitionConditions {

  /** The folder value that stands for NULL and for the empty text. */
  private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

  private final List<Field> fields;

  private PartitionConditions(List<Field> fields) {
    this.fields = fields;
  }

  /** Restricts the tables that the fields belong to, as far as the condition restricts them. */
  static void restrict(Expression condition, List<Field> fields) {
    new PartitionConditions(fields).visit(condition);
  }

  private void visit(Expression expression) {
    if (expression instanceof LogicalExpression logical) {
      if (logical.getOperator() == LogicalExpression.Operator.AND) {
        logical.getTerms().forEach(this::visit);
      }
    } else if (expression instanceof ComparisonExpression comparison) {
      if (comparison.getOperator() != ComparisonExpression.Operator.IS_DISTINCT_FROM
          && !compare(comparison.getLeft(), comparison.getOperator(), comparison.getRight())) {
        compare(comparison.getRight(), comparison.getOperator().flip(), comparison.getLeft());
      }
    } else if (expression instanceof BetweenPredicate between) {
      compare(
          between.getValue(),
          ComparisonExpression.Operator.GREATER_THAN_OR_EQUAL,
          between.getMin());
      compare(
          between.getValue(), ComparisonExpression.Operator.LESS_THAN_OR_EQUAL, between.getMax());
    } else if (expression instanceof InPredicate in
        && in.getValueList() instanceof InListExpression list) {
      in(in.getValue(), list.getValues());
    }
  }

  private boolean compare(
      Expression column, ComparisonExpression.Operator operator, Expression literal) {
    Optional<Field> field = field(column);
    Optional<String> operand = text(literal);
    if (field.isEmpty() || operand.isEmpty()) {
      return false;
    }
    IntPredicate holds = holds(operator);
    restrict(
        field.get(),
        value -> {
          Optional<Integer> order = compare(value, operand.get(), field.get().value().type());
          return order.isEmpty() || holds.test(order.get());
        });
    return true;
  }

  private void in(Expression column, List<Expression> literals) {
    Optional<Field> field = field(column);
    List<Optional<String>> operands = literals.stream().map(PartitionConditions::text).toList();
    if (field.isPresent() && operands.stream().allMatch(Optional::isPresent)) {
      TrinoType type = field.get().value().type();
      restrict(
          field.get(),
          value ->
              operands.stream()
                  .flatMap(Optional::stream)
                  .map(operand -> compare(value, operand, type))
                  .anyMatch(order -> order.isEmpty() || order.get() == 0));
    }
  }

  private static void restrict(Field field, Predicate<String> accepts) {
    field
        .origin()
        .ifPresent(
            from ->
                from.table()
                    .restrict(
                        new TableReference.PartitionCondition(
                            from.column(),
                            value -> !value.equals(NO_VALUE) && accepts.test(value))));
  }

  private Optional<Field> field(Expression expression) {
    List<String> name = List.of();
    if (expression instanceof Identifier identifier) {
      name = List.of(identifier.getValue());
    } else if (expression instanceof DereferenceExpression path) {
      QualifiedName qualified = DereferenceExpression.getQualifiedName(path);
      name = qualified == null ? List.of() : qualified.getParts();
    }
    return name.isEmpty()
        ? Optional.empty()
        : new Scope(fields, Optional.empty()).find(name, expression);
  }

  private static Optional<String> text(Expression expression) {
    if (expression instanceof StringLiteral literal) {
      return Optional.of(literal.getValue());
    }
    if (expression instanceof LongLiteral literal) {
      return Optional.of(Long.toString(literal.getParsedValue()));
    }
    if (expression instanceof GenericLiteral literal) {
      return Optional.of(literal.getValue());
    }
    return Optional.empty();
  }

  private static IntPredicate holds(ComparisonExpression.Operator operator) {
    return switch (operator) {
      case EQUAL -> order -> order == 0;
      case NOT_EQUAL -> order -> order != 0;
      case LESS_THAN -> order -> order < 0;
      case LESS_THAN_OR_EQUAL -> order -> order <= 0;
      case GREATER_THAN -> order -> order > 0;
      case GREATER_THAN_OR_EQUAL -> order -> order >= 0;
      case IS_DISTINCT_FROM -> order -> true;
    };
  }

  /** The order of two values of that type, or empty when the engine has to decide. */
  private static Optional<Integer> compare(String value, String operand, TrinoType type) {
    if (type.isText()) {
      return Optional.of(Arrays.compareUnsigned(utf8(value), utf8(operand)));
    }
    if (type.isInteger()) {
      try {
        return Optional.of(new BigDecimal(value).compareTo(new BigDecimal(operand)));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
