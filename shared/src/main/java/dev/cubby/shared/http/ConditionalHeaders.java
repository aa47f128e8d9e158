package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.ETag;
import dev.cubby.shared.version.EntityTags;
import dev.cubby.shared.version.Precondition;
import dev.cubby.shared.version.Precondition.OfExisting;
import java.util.List;
import java.util.Optional;

/// The headers `If-Match` and `If-None-Match` (RFC 9110 §13.1).
final class ConditionalHeaders {

  private ConditionalHeaders() {}

  static Precondition precondition(APIGatewayProxyRequestEvent event, Precondition otherwise) {
    var noneMatch = Headers.of(event, "If-None-Match");
    var match = ifMatch(event);
    if (noneMatch.isEmpty()) {
      return match.<Precondition>map(condition -> condition).orElse(otherwise);
    }
    if (match.isPresent()) {
      throw ProblemException.invalid("If-Match", "cannot be combined with If-None-Match");
    }
    if (!noneMatch.get().strip().equals("*")) {
      throw ProblemException.invalid("If-None-Match", "must be * for a write");
    }
    return new Precondition.Absent();
  }

  static OfExisting preconditionOfExisting(APIGatewayProxyRequestEvent event) {
    if (Headers.of(event, "If-None-Match").isPresent()) {
      throw ProblemException.invalid("If-None-Match", "is not supported by this operation");
    }
    return ifMatch(event).orElse(new Precondition.Present());
  }

  /// Checks that a POST states no precondition: what it creates has no version before.
  static void requireNone(APIGatewayProxyRequestEvent event) {
    for (var name : List.of("If-Match", "If-None-Match")) {
      if (Headers.of(event, name).isPresent()) {
        throw ProblemException.invalid(name, "is not supported by POST");
      }
    }
  }

  static boolean expects(APIGatewayProxyRequestEvent event, ETag tag) {
    return ifMatch(event).map(condition -> condition.isMetBy(tag)).orElse(true);
  }

  static boolean alreadyHas(APIGatewayProxyRequestEvent event, ETag tag) {
    return Headers.of(event, "If-None-Match")
        .map(header -> tags("If-None-Match", header))
        .map(tags ->
            switch (tags) {
              case EntityTags.Any _ -> true;
              case EntityTags.Listed(_, var all) -> all.contains(tag);
            })
        .orElse(false);
  }

  private static Optional<OfExisting> ifMatch(APIGatewayProxyRequestEvent event) {
    return Headers.of(event, "If-Match")
        .map(header -> tags("If-Match", header))
        .map(tags ->
            switch (tags) {
              case EntityTags.Any _ -> new Precondition.Present();
              case EntityTags.Listed(var strong, _) -> new Precondition.Matches(strong);
            });
  }

  private static EntityTags tags(String header, String value) {
    return EntityTags.parse(value)
        .orElseThrow(() ->
            ProblemException.invalid(
                header,
                "must be * or a list of 1 to " + EntityTags.MAX_LENGTH + " quoted entity tags"));
  }
}
