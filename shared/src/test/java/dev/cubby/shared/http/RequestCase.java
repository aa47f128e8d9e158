package dev.cubby.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.problem.ProblemException;
import java.util.LinkedHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Tests of what a request says.
abstract class RequestCase {

  /// A request with the given query, `a=1&b=2`, not encoded.
  static Request request(String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (var parameter : query.strip().split("&", -1)) {
      if (!parameter.isEmpty()) {
        var parts = parameter.split("=", 2);
        parameters.put(parts[0], parts[1]);
      }
    }
    return Events.request(parameters);
  }

  static void assertInvalid(ThrowingCallable call, String detail) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().kind().status()).isEqualTo(400);
              assertThat(e.problem().detail()).isEqualTo(detail);
            });
  }
}
