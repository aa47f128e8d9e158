package dev.cubby.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cubby.local.data.PrivateFile;
import dev.cubby.local.lambda.InvocationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Invokes a function before the API is ready.
///
/// @param event the file that holds the function's event; null for an empty object
/// @param result the file that gets the function's result, which only its owner can read; null for
///   none
record StartInvocation(String functionLogicalId, @Nullable Path event, @Nullable Path result) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /// Returns the members of the function's result. Their labels are words made from their names:
  /// `keyCount` becomes `Key count`.
  ///
  /// @throws StartException if the event cannot be read, the function fails, or its result cannot
  ///   be written
  Map<String, String> run(LocalApi api) {
    var payload = invoke(api, readEvent());
    try {
      if (result != null) {
        new PrivateFile(result.toAbsolutePath()).write(payload);
      }
      return labeled(MAPPER.readTree(payload));
    } catch (IOException e) {
      throw new StartException(
          "Cannot keep the result of " + functionLogicalId + ": " + e.getMessage(), e);
    }
  }

  private byte[] readEvent() {
    if (event == null) {
      return "{}".getBytes(UTF_8);
    }
    try {
      var content = Files.readAllBytes(event);
      if (MAPPER.readTree(content).isObject()) {
        return content;
      }
      throw new StartException(event + " does not hold a JSON object");
    } catch (JacksonException e) {
      throw new StartException(event + " does not hold a JSON object", e);
    } catch (IOException e) {
      throw new StartException("Cannot read the event in " + event + ": " + e.getMessage(), e);
    }
  }

  private byte[] invoke(LocalApi api, byte[] payload) {
    try {
      return switch (api.invoke(functionLogicalId, payload)) {
        case InvocationResult.Success success -> success.payload();
        case InvocationResult.Failure(var type, var message) ->
            throw new StartException(functionLogicalId + " failed: " + type + ": " + message);
        case InvocationResult.Refused(var reason) ->
            throw new StartException(functionLogicalId + " failed: " + reason.message());
      };
    } catch (IllegalArgumentException e) {
      throw new StartException("The template has no function " + functionLogicalId, e);
    }
  }

  private static Map<String, String> labeled(JsonNode result) {
    var labeled = new LinkedHashMap<String, String>();
    result
        .properties()
        .forEach(member ->
            labeled.put(
                label(member.getKey()),
                member.getValue().isValueNode()
                    ? member.getValue().asText()
                    : member.getValue().toString()));
    return labeled;
  }

  private static String label(String name) {
    var words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
