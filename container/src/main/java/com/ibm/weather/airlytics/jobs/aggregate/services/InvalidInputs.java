package com.ibm.weather.airlytics.jobs.aggregate.services;

import com.ibm.weather.airlytics.jobs.aggregate.functions.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What several checks object to, in one message: nobody should mend one variable at a time. */
final class InvalidInputs {

  private InvalidInputs() {}

  /**
   * Makes all checks.
   *
   * @param checks each throws {@link InvalidInputException} when it objects
   * @throws InvalidInputException when any check does; the message has those of all that do
   */
  static void requireNone(List<Runnable> checks) {
    Set<String> messages = new LinkedHashSet<>();
    List<InvalidInputException> objections = new ArrayList<>();
    for (Runnable check : checks) {
      try {
        check.run();
      } catch (InvalidInputException e) {
        messages.add(e.getMessage());
        objections.add(e);
      }
    }
    if (messages.size() == 1) {
      throw objections.get(0);
    }
    if (!messages.isEmpty()) {
      throw new InvalidInputException(
          messages.stream()
              .map(message -> "  " + message.replace("\n", "\n  "))
              .collect(
                  Collectors.joining(
                      "\n", "%d things are wrong:\n".formatted(messages.size()), "")));
    }
  }
}
