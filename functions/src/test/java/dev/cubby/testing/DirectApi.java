package dev.cubby.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.cubby.local.template.RouteDefinition;
import dev.cubby.local.template.reader.TemplateReader;
import dev.cubby.shared.http.ApiFunction;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Calls handlers straight, each with its event of events/ changed to what a [Call] says, by the
/// routes of template.yaml.
public final class DirectApi implements Api {

  // Lambda fails an invocation with a larger result.
  private static final int MAX_RESULT_BYTES = 6 * 1024 * 1024;
  private static final PojoSerializer<APIGatewayProxyResponseEvent> SERIALIZER =
      LambdaEventSerializers.serializerFor(
          APIGatewayProxyResponseEvent.class, DirectApi.class.getClassLoader());

  // By the logical id of the function.
  private static final Map<String, List<RouteDefinition>> ROUTES =
      TemplateReader.read(Path.of("../template.yaml")).api().routes().stream()
          .collect(Collectors.groupingBy(RouteDefinition::functionId));
  private static final Map<Class<?>, APIGatewayProxyRequestEvent> EVENTS =
      new ConcurrentHashMap<>();

  private final List<ApiFunction> functions;
  private final MovableClock clock;

  public DirectApi(MovableClock clock, ApiFunction... functions) {
    this.clock = clock;
    this.functions = List.of(functions);
  }

  /// These handlers, and those of `other` on the same clock.
  public DirectApi and(DirectApi other) {
    return new DirectApi(
        clock,
        Stream.concat(functions.stream(), other.functions.stream()).toArray(ApiFunction[]::new));
  }

  /// A clock that tests move.
  public static final class MovableClock implements InstantSource {

    private Instant now;

    /// To DynamoDB Local, which goes by the time of day, nothing here ever expires: what it deletes
    /// would be gone before the tests have seen it.
    public MovableClock() {
      this(Instant.parse("2096-01-02T03:04:05.678901Z"));
    }

    public MovableClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @Override
  public void elapse(Duration time) {
    clock.now = clock.now.plus(time);
  }

  @Override
  public Answer call(Call call) {
    var target = call.target().split("\\?", 2);
    for (var function : functions) {
      var event = event(function);
      for (var route : routes(function)) {
        var path = pathOf(route.path()).matcher(target[0]);
        if (route.method().equals(call.method()) && path.matches()) {
          fill(event, call, target);
          event.setResource(route.path());
          event.setPathParameters(
              path.namedGroups().keySet().stream()
                  .collect(Collectors.toMap(name -> name, path::group)));
          var response = function.handleRequest(event);
          assertThat(resultBytes(response)).isLessThanOrEqualTo(MAX_RESULT_BYTES);
          return Answer.of(response.getStatusCode(), response.getHeaders(), response.getBody());
        }
      }
    }
    throw new IllegalArgumentException("No function for " + call);
  }

  // What Lambda's runtime makes of a response.
  private static int resultBytes(APIGatewayProxyResponseEvent response) {
    var result = new ByteArrayOutputStream();
    SERIALIZER.toJson(response, result);
    return result.size();
  }

  private static List<RouteDefinition> routes(ApiFunction function) {
    return ROUTES.getOrDefault(function.getClass().getSimpleName() + "Function", List.of());
  }

  /// A copy of the event in events/ that bears the name of `function`.
  public static APIGatewayProxyRequestEvent event(ApiFunction function) {
    var event = EVENTS.computeIfAbsent(function.getClass(), DirectApi::load);
    return event.clone().withRequestContext(event.getRequestContext().clone());
  }

  private static APIGatewayProxyRequestEvent load(Class<?> function) {
    var stem = function.getSimpleName().replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return EventLoader.loadApiGatewayRestEvent("events/" + stem + ".json");
  }

  // What is called `keys` is no parameter, but a route of its own. A trailing slash counts for
  // nothing, as in API Gateway.
  private static Pattern pathOf(String resource) {
    return Pattern.compile(
        resource.replaceAll("\\{([A-Za-z]+)}", "(?<$1>(?!keys\\$)[^/]+)") + "/?");
  }

  private static void fill(APIGatewayProxyRequestEvent event, Call call, String[] target) {
    event.setHttpMethod(call.method());
    event.setPath(target[0]);
    event.getRequestContext().setPath(target[0]);
    event.setHeaders(call.headers());
    event.setMultiValueHeaders(null);
    var query = target.length > 1 ? query(target[1]) : null;
    event.setMultiValueQueryStringParameters(query);
    event.setQueryStringParameters(query == null ? null : lastValues(query));
    // As API Gateway does: malformed UTF-8 is replaced.
    event.setBody(call.body() == null ? null : new String(call.bytes(), StandardCharsets.UTF_8));
    var key = call.key();
    event
        .getRequestContext()
        .setAuthorizer(key == null ? null : new HashMap<>(key.caller().toContext()));
  }

  private static Map<String, List<String>> query(String text) {
    var query = new HashMap<String, List<String>>();
    for (var parameter : text.split("&", -1)) {
      var parts = parameter.split("=", 2);
      query
          .computeIfAbsent(
              URLDecoder.decode(parts[0], StandardCharsets.UTF_8), _ -> new ArrayList<>())
          .add(URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private static Map<String, String> lastValues(Map<String, List<String>> query) {
    return query.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().getLast()));
  }
}
