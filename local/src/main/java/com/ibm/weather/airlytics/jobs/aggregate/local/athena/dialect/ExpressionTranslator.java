package com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect;

import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.at;
import static com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.SqlRefusedException.notSupported;
import static java.util.stream.Collectors.joining;

import com.ibm.weather.airlytics.jobs.aggregate.local.athena.dialect.TrinoType.Kind;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.TryExpression;
import io.trino.sql.tree.WhenClause;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Expressions. Every kind of node is named here or refused. */
final class ExpressionTranslator extends AstVisitor<TypedSql, Scope> {

  private final BiFunction<Node, Scope, TranslatedRelation> subqueries;

  /**
   * Translates the expressions of one SELECT.
   *
   * @param subqueries translates a query inside an expression, which sees the columns around it
   */
  ExpressionTranslator(BiFunction<Node, Scope, TranslatedRelation> subqueries) {
    this.subqueries = subqueries;
  }

  TypedSql translate(Expression expression, Scope scope) {
    return process(expression, scope);
  }

  List<TypedSql> translate(List<Expression> expressions, Scope scope) {
    return expressions.stream().map(expression -> translate(expression, scope)).toList();
  }

  /** A condition, which has to be a boolean. */
  String condition(Expression expression, Scope scope) {
    TypedSql value = translate(expression, scope);
    if (!value.type().is(Kind.BOOLEAN) && !value.type().is(Kind.UNKNOWN)) {
      throw at(
          expression,
          "TYPE_MISMATCH",
          "A condition must evaluate to a boolean: actual type " + value.type());
    }
    return Casts.coerce(value, TrinoType.BOOLEAN);
  }

  @Override
  protected TypedSql visitNode(Node node, Scope scope) {
    throw notSupported(node, node.getClass().getSimpleName());
  }

  @Override
  protected TypedSql visitIdentifier(Identifier node, Scope scope) {
    return scope.resolve(List.of(node.getValue()), node).read();
  }

  @Override
  protected TypedSql visitDereferenceExpression(DereferenceExpression node, Scope scope) {
    QualifiedName name = DereferenceExpression.getQualifiedName(node);
    if (name == null) {
      throw notSupported(node, "A field of a row");
    }
    return scope.resolve(name.getParts(), node).read();
  }

  @Override
  protected TypedSql visitLiteral(Literal node, Scope scope) {
    return Literals.translate(node);
  }

  @Override
  protected TypedSql visitArithmeticBinary(ArithmeticBinaryExpression node, Scope scope) {
    return Operators.arithmetic(
        node.getOperator(),
        translate(node.getLeft(), scope),
        translate(node.getRight(), scope),
        node,
        node.getRight());
  }

  @Override
  protected TypedSql visitArithmeticUnary(ArithmeticUnaryExpression node, Scope scope) {
    return Operators.signed(node, translate(node.getValue(), scope));
  }

  @Override
  protected TypedSql visitComparisonExpression(ComparisonExpression node, Scope scope) {
    return Operators.comparison(
        node.getOperator(),
        translate(node.getLeft(), scope),
        translate(node.getRight(), scope),
        node);
  }

  @Override
  protected TypedSql visitBetweenPredicate(BetweenPredicate node, Scope scope) {
    TypedSql value = translate(node.getValue(), scope);
    TypedSql min = translate(node.getMin(), scope);
    TypedSql max = translate(node.getMax(), scope);
    return bool(Operators.between(value, min, max, node));
  }

  @Override
  protected TypedSql visitInPredicate(InPredicate node, Scope scope) {
    TypedSql value = translate(node.getValue(), scope);
    if (node.getValueList() instanceof InListExpression list) {
      return bool(Operators.in(value, translate(list.getValues(), scope), node));
    }
    TranslatedRelation query = subquery(node.getValueList(), scope);
    TypedSql column = query.onlyColumn(node);
    TrinoType common =
        value
            .type()
            .commonWith(column.type())
            .orElseThrow(() -> Operators.mismatch(node, "IN", value, column));
    return bool(
        "(%s IN (SELECT %s FROM %s))"
            .formatted(Casts.coerce(value, common), Casts.coerce(column, common), query.from()));
  }

  @Override
  protected TypedSql visitExists(ExistsPredicate node, Scope scope) {
    return bool("EXISTS (SELECT 1 FROM " + subquery(node.getSubquery(), scope).from() + ")");
  }

  @Override
  protected TypedSql visitSubqueryExpression(SubqueryExpression node, Scope scope) {
    TranslatedRelation query = subquery(node, scope);
    TypedSql column = query.onlyColumn(node);
    return new TypedSql("(SELECT %s FROM %s)".formatted(column.sql(), query.from()), column.type());
  }

  private TranslatedRelation subquery(Expression expression, Scope scope) {
    if (expression instanceof SubqueryExpression subquery) {
      return subqueries.apply(subquery.getQuery(), scope);
    }
    throw notSupported(expression, expression.getClass().getSimpleName());
  }

  @Override
  protected TypedSql visitLogicalExpression(LogicalExpression node, Scope scope) {
    return bool(
        node.getTerms().stream()
            .map(term -> condition(term, scope))
            .collect(joining(" " + node.getOperator() + " ", "(", ")")));
  }

  @Override
  protected TypedSql visitNotExpression(NotExpression node, Scope scope) {
    return bool("(NOT " + condition(node.getValue(), scope) + ")");
  }

  @Override
  protected TypedSql visitIsNullPredicate(IsNullPredicate node, Scope scope) {
    return bool("(" + translate(node.getValue(), scope).sql() + " IS NULL)");
  }

  @Override
  protected TypedSql visitIsNotNullPredicate(IsNotNullPredicate node, Scope scope) {
    return bool("(" + translate(node.getValue(), scope).sql() + " IS NOT NULL)");
  }

  @Override
  protected TypedSql visitLikePredicate(LikePredicate node, Scope scope) {
    return bool(
        Operators.like(
            node,
            translate(node.getValue(), scope),
            translate(node.getPattern(), scope),
            node.getEscape().map(escape -> translate(escape, scope))));
  }

  @Override
  protected TypedSql visitSearchedCaseExpression(SearchedCaseExpression node, Scope scope) {
    List<String> conditions =
        node.getWhenClauses().stream()
            .map(clause -> condition(clause.getOperand(), scope))
            .toList();
    return cases(node, conditions, node.getWhenClauses(), node.getDefaultValue(), scope);
  }

  @Override
  protected TypedSql visitSimpleCaseExpression(SimpleCaseExpression node, Scope scope) {
    TypedSql operand = translate(node.getOperand(), scope);
    List<String> conditions =
        node.getWhenClauses().stream()
            .map(
                clause ->
                    Operators.comparison(
                            ComparisonExpression.Operator.EQUAL,
                            operand,
                            translate(clause.getOperand(), scope),
                            clause)
                        .sql())
            .toList();
    return cases(node, conditions, node.getWhenClauses(), node.getDefaultValue(), scope);
  }

  private TypedSql cases(
      Node node,
      List<String> conditions,
      List<WhenClause> clauses,
      Optional<Expression> otherwise,
      Scope scope) {
    List<TypedSql> results =
        Stream.concat(clauses.stream().map(WhenClause::getResult), otherwise.stream())
            .map(result -> translate(result, scope))
            .toList();
    return Conditionals.cases(node, conditions, results);
  }

  @Override
  protected TypedSql visitIfExpression(IfExpression node, Scope scope) {
    List<TypedSql> results =
        Stream.concat(Stream.of(node.getTrueValue()), node.getFalseValue().stream())
            .map(result -> translate(result, scope))
            .toList();
    return Conditionals.cases(node, List.of(condition(node.getCondition(), scope)), results);
  }

  @Override
  protected TypedSql visitCoalesceExpression(CoalesceExpression node, Scope scope) {
    return Conditionals.coalesce(node, translate(node.getOperands(), scope));
  }

  @Override
  protected TypedSql visitNullIfExpression(NullIfExpression node, Scope scope) {
    return Conditionals.nullIf(
        node, translate(node.getFirst(), scope), translate(node.getSecond(), scope));
  }

  @Override
  protected TypedSql visitTryExpression(TryExpression node, Scope scope) {
    TypedSql value = translate(node.getInnerExpression(), scope);
    return new TypedSql("TRY(" + value.sql() + ")", value.type());
  }

  @Override
  protected TypedSql visitCast(Cast node, Scope scope) {
    return Casts.cast(node, translate(node.getExpression(), scope));
  }

  @Override
  protected TypedSql visitExtract(Extract node, Scope scope) {
    return FunctionTranslator.extract(node, translate(node.getExpression(), scope));
  }

  @Override
  protected TypedSql visitTrim(Trim node, Scope scope) {
    return FunctionTranslator.trim(node, translate(node.getTrimSource(), scope));
  }

  @Override
  protected TypedSql visitGroupingOperation(GroupingOperation node, Scope scope) {
    return AggregateFunctions.grouping(translate(node.getGroupingColumns(), scope));
  }

  @Override
  protected TypedSql visitFunctionCall(FunctionCall node, Scope scope) {
    return new FunctionTranslator(this).translate(node, scope);
  }

  private static TypedSql bool(String sql) {
    return new TypedSql(sql, TrinoType.BOOLEAN);
  }
}
