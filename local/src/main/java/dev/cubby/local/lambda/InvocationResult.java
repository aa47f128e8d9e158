package dev.cubby.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What an invocation ends with.
public sealed interface InvocationResult {

  /// The payload as Lambda's Invoke operation answers it.
  byte[] payload();

  /// The function returned.
  final class Success implements InvocationResult {

    private final byte[] payload;

    Success(byte[] payload) {
      this.payload = payload;
    }

    @Override
    public byte[] payload() {
      return payload;
    }
  }

  /// The function, or its initialisation, threw.
  ///
  /// @param errorType the exception's class name
  /// @param errorMessage the exception's message
  record Failure(String errorType, @Nullable String errorMessage) implements InvocationResult {

    /// `{"errorMessage": …, "errorType": …}`.
    @Override
    public byte[] payload() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("errorMessage", errorMessage)
          .put("errorType", errorType)
          .toString()
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}
