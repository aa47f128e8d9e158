package dev.cubby.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cubby.local.data.PrivateFile;
import dev.cubby.local.lambda.InvocationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Invokes the function that makes the first key. With a data directory, what it returns is kept
/// there and is its event at the next start, so that the key stays the same. Where no key is kept
/// or given, its event is `{"anotherAdminKey":"true"}`: a table that outlives this process may have
/// keys that nobody here knows.
///
/// @param data where the key is kept; null where it is not
/// @param adminKey the admin key to use; null for the kept one, or one of the function's own
record Bootstrap(String functionLogicalId, @Nullable Path data, @Nullable String adminKey) {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String FILE = "bootstrap.json";

  /// What the function returned, by a label made from each member's name: `adminKey` is `Admin
  /// key`.
  ///
  /// @throws StartException if the function fails, or what it returns cannot be kept
  Map<String, String> run(LocalApi api) {
    try {
      var event = kept();
      if (adminKey != null) {
        event.put("adminKey", adminKey);
      }
      if (!event.has("adminKey")) {
        event.put("anotherAdminKey", "true");
      }
      var result =
          switch (invoke(api, MAPPER.writeValueAsBytes(event))) {
            case InvocationResult.Success success -> MAPPER.readTree(success.payload());
            case InvocationResult.Failure(var type, var message) ->
                throw new StartException(functionLogicalId + " failed: " + type + ": " + message);
            case InvocationResult.Refused(var reason) ->
                throw new StartException(functionLogicalId + " failed: " + reason.message());
          };
      keep(result);
      return labelled(result);
    } catch (IOException e) {
      throw new StartException("The first keys cannot be kept: " + e.getMessage(), e);
    }
  }

  private InvocationResult invoke(LocalApi api, byte[] event) {
    try {
      return api.invoke(functionLogicalId, event);
    } catch (IllegalArgumentException e) {
      throw new StartException("There is no function " + functionLogicalId, e);
    }
  }

  private ObjectNode kept() {
    if (data == null || !Files.exists(data.resolve(FILE))) {
      return MAPPER.createObjectNode();
    }
    try {
      if (MAPPER.readTree(data.resolve(FILE).toFile()) instanceof ObjectNode kept) {
        return kept;
      }
    } catch (IOException e) {
      throw new StartException(unreadable(), e);
    }
    throw new StartException(unreadable());
  }

  private String unreadable() {
    return "Cannot read the first keys in " + data + "/" + FILE + "; delete it to get new ones";
  }

  private void keep(JsonNode result) throws IOException {
    if (data != null) {
      new PrivateFile(data.resolve(FILE)).write(MAPPER.writeValueAsBytes(result));
    }
  }

  private static Map<String, String> labelled(JsonNode result) {
    var labelled = new LinkedHashMap<String, String>();
    result
        .properties()
        .forEach(member ->
            labelled.put(
                label(member.getKey()),
                member.getValue().isValueNode()
                    ? member.getValue().asText()
                    : member.getValue().toString()));
    return labelled;
  }

  private static String label(String name) {
    var words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
