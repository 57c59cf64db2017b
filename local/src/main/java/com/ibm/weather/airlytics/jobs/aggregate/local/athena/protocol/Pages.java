package com.ibm.weather.airlytics.jobs.aggregate.local.athena.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure.InvalidRequestException;
import java.util.List;
import java.util.Optional;

/** Lists in pages: the token of a page is the name of the last item before it. */
final class Pages {

  private Pages() {}

  /**
   * The items of a page. Where more follow, the response gets a token.
   *
   * @throws InvalidRequestException when the token names no item
   */
  static List<String> page(List<String> all, RequestBody request, ObjectNode response) {
    int size = request.number("MaxResults", 0, 50, 50);
    int start = request.optionalText("NextToken").map(token -> after(all, token)).orElse(0);
    int end = Math.min(all.size(), start + Math.max(1, size));
    Optional<String> last = end < all.size() ? Optional.of(all.get(end - 1)) : Optional.empty();
    last.ifPresent(token -> response.put("NextToken", token));
    return all.subList(start, end);
  }

  private static int after(List<String> all, String token) {
    int position = all.indexOf(token);
    if (position < 0) {
      throw new InvalidRequestException(
          InvalidRequestException.Code.INVALID_PAGINATION_TOKEN, "Invalid NextToken " + token);
    }
    return position + 1;
  }
}
