package dev.cubby.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Tests of functions that get the stream of a table.
abstract class StreamCase {

  static final String FROM_THE_START = "StartingPosition: TRIM_HORIZON";

  static final String TO_QUEUE = "DestinationConfig: {OnFailure: {Destination: !GetAtt Queue.Arn}}";

  @TempDir Path directory;

  final EventProject project(String handler, String variables, String event) {
    return new EventProject(directory, function("F", handler, variables, event));
  }

  /// A project whose function is a `Consumer` that runs so many times at once.
  final EventProject throttledProject(int concurrency, String variables, String event) {
    return new EventProject(
        directory,
        function("F", "Consumer", variables, event)
            .replace(
                "Properties:\n",
                "Properties:\n      ReservedConcurrentExecutions: " + concurrency + "\n"));
  }

  final String function(String name, String handler, String variables, String event) {
    return EventProject.function(directory, name, handler, variables, event);
  }

  /// Single quotes in `text` are double ones.
  static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
