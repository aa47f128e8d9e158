package dev.cubby.shared.http;

import static dev.cubby.shared.aws.Canned.ABSENT;
import static dev.cubby.shared.aws.Canned.FOUND;
import static dev.cubby.shared.aws.Canned.REFUSED;
import static dev.cubby.shared.aws.Canned.UNAVAILABLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.cubby.shared.aws.Canned;
import dev.cubby.shared.json.GatewayEvents;
import dev.cubby.shared.resource.ClassPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Takes a function's event from events/ through the function's ordinary responses, from the bytes
/// of the event to those of the response. AWS services give [Canned] answers, so nothing is
/// written.
final class Rehearsal {

  private static final Pattern CAPITAL = Pattern.compile("(?<!^)[A-Z]");

  private static final List<Scene> SCENES =
      List.of(
          new Scene(FOUND, _ -> {}),
          new Scene(ABSENT, _ -> {}),
          new Scene(ABSENT, header("Idempotency-Key", "rehearsal")),
          new Scene(FOUND, header("Idempotency-Key", "rehearsal")),
          new Scene(FOUND, header("If-Match", "\"0\"")),
          new Scene(FOUND, header("If-None-Match", "*")),
          new Scene(FOUND, event -> event.setBody("{\"unknown\":1}")),
          new Scene(
              FOUND,
              event -> event.setMultiValueQueryStringParameters(Map.of("unknown", List.of("1")))));

  private record Scene(Canned answers, Consumer<APIGatewayProxyRequestEvent> change) {}

  private final ApiFunction function;
  private final byte[] event;

  Rehearsal(ApiFunction function) {
    this.function = function;
    this.event = ClassPath.text(Rehearsal.class, resource(function.getClass())).getBytes(UTF_8);
  }

  /// Plays every scene `rounds` times, and returns the statuses of all responses.
  Set<Integer> run(int rounds) {
    var statuses = new TreeSet<Integer>();
    for (int round = 0; round < rounds; round++) {
      SCENES.forEach(scene -> play(scene, statuses));
    }
    // Once: these wait between attempts.
    play(new Scene(REFUSED, _ -> {}), statuses);
    play(new Scene(REFUSED, header("Idempotency-Key", "rehearsal")), statuses);
    play(new Scene(UNAVAILABLE, _ -> {}), statuses);
    play(SCENES.getFirst(), statuses);
    return statuses;
  }

  private void play(Scene scene, Set<Integer> statuses) {
    scene
        .answers()
        .during(() -> {
          try {
            var request = GatewayEvents.read(new ByteArrayInputStream(event));
            scene.change().accept(request);
            // Logs nothing: each line counts as a request.
            var response = function.answer(request, _ -> {});
            GatewayEvents.write(response, OutputStream.nullOutputStream());
            statuses.add(response.getStatusCode());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Consumer<APIGatewayProxyRequestEvent> header(String name, String value) {
    return event -> event.getMultiValueHeaders().put(name, List.of(value));
  }

  /// Returns `/events/get-record.json` for `GetRecord`.
  private static String resource(Class<?> function) {
    return "/events/"
        + CAPITAL.matcher(function.getSimpleName()).replaceAll("-$0").toLowerCase(Locale.ROOT)
        + ".json";
  }
}
