package com.ibm.weather.airlytics.jobs.aggregate.local.athena.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog.JsonFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The executions, kept in memory and in one JSON file each. The oldest are forgotten once there are
 * more than the log keeps.
 */
final class ExecutionLog {

  private final JsonFolder<ObjectNode> files;
  private final int kept;
  private final Map<String, QueryExecution> byId = new HashMap<>();
  private final Map<String, String> idByToken = new HashMap<>();
  private final Deque<String> oldestFirst = new ArrayDeque<>();

  /**
   * Opens the log of a folder. What had not ended when the last process did is now failed.
   *
   * @param kept how many executions are kept, at least
   */
  ExecutionLog(Path folder, int kept, Clock clock) {
    this.files = new JsonFolder<>(folder, ObjectNode.class);
    this.kept = kept;
    files.all().stream()
        .map(ExecutionJson::read)
        .sorted(Comparator.comparing(execution -> execution.status().submitted()))
        .forEach(execution -> addFound(execution, clock));
  }

  private void addFound(QueryExecution execution, Clock clock) {
    if (execution.status().state().isEnd()) {
      remember(execution);
    } else {
      add(execution.with(execution.status().abandoned(clock.instant())));
    }
  }

  /** Adds an execution. */
  synchronized void add(QueryExecution execution) {
    files.put(execution.id(), ExecutionJson.kept(execution));
    remember(execution);
    while (oldestFirst.size() > kept
        && byId.get(oldestFirst.peekFirst()).status().state().isEnd()) {
      forget(oldestFirst.removeFirst());
    }
  }

  private void remember(QueryExecution execution) {
    byId.put(execution.id(), execution);
    execution.request().token().ifPresent(token -> idByToken.put(token, execution.id()));
    oldestFirst.addLast(execution.id());
  }

  /**
   * Changes an execution unless it has ended, and answers whether it did. Only the end is written
   * to disk, since after a crash it makes no difference whether a query waited or ran.
   */
  synchronized boolean change(String id, UnaryOperator<QueryExecution> change) {
    QueryExecution before = byId.get(id);
    if (before == null || before.status().state().isEnd()) {
      return false;
    }
    QueryExecution after = change.apply(before);
    if (after.status().state().isEnd()) {
      files.put(id, ExecutionJson.kept(after));
    }
    byId.put(id, after);
    return true;
  }

  /** One execution, or empty when there is none or it is forgotten. */
  synchronized Optional<QueryExecution> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The execution that a token has started. */
  synchronized Optional<QueryExecution> findByToken(String token) {
    return Optional.ofNullable(idByToken.get(token)).map(byId::get);
  }

  /** All ids, the newest first. */
  synchronized List<String> ids() {
    List<String> ids = new ArrayList<>();
    oldestFirst.descendingIterator().forEachRemaining(ids::add);
    return ids;
  }

  private void forget(String id) {
    QueryExecution forgotten = byId.remove(id);
    forgotten.request().token().ifPresent(idByToken::remove);
    files.remove(id);
  }
}
