package dev.cubby.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.cubby.shared.auth.Access;
import dev.cubby.shared.log.RequestLog;
import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem;
import dev.cubby.shared.problem.ProblemException;
import dev.cubby.shared.version.ETag;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiFunctionTest {

  private static final class GetThing extends ApiFunction {

    private final Function<Request, Response> handle;

    GetThing(Function<Request, Response> handle) {
      super(Access.PUBLIC, InstantSource.fixed(Events.NOW));
      this.handle = handle;
    }

    @Override
    protected Response handle(Request request) {
      return handle.apply(request);
    }
  }

  private record Thing(String name) {}

  private final PrintStream standardOutput = System.out;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @BeforeEach
  void captureOutput() {
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void releaseOutput() {
    System.setOut(standardOutput);
  }

  @Test
  void created_hasLocationUnderTheStageAndCommonHeaders() {
    var response =
        answer(_ -> Response.created("/things/1", new Thing("a")).etag(new ETag("i", 1)));

    assertThat(response.getStatusCode()).isEqualTo(201);
    assertThat(response.getBody()).isEqualTo("{\"name\":\"a\"}");
    assertThat(response.getHeaders())
        .isEqualTo(
            Map.of(
                "Cache-Control", "private, no-cache",
                "Content-Type", "application/json",
                "ETag", "\"i.1\"",
                "Location", "/dev/things/1",
                "X-Request-Id", Events.REQUEST_ID,
                "X-Content-Type-Options", "nosniff"));
  }

  @Test
  void responseThatSaysHowItIsCached_keepsItsOwn() {
    var file = StaticFile.of("a.txt", "text", StaticFile.Caching.IMMUTABLE);

    assertThat(answer(request -> Response.file(request, file)).getHeaders())
        .containsEntry("Cache-Control", "public, max-age=31536000, immutable");
    assertThat(answer(_ -> Response.ok(new Thing("secret")).notStored()).getHeaders())
        .containsEntry("Cache-Control", "no-store");
  }

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of(new Problem.Unauthorized(), 401, "unauthorized"),
        Arguments.of(new Problem.Forbidden("x"), 403, "forbidden"),
        Arguments.of(new Problem.NotFound("x"), 404, "not-found"),
        Arguments.of(new Problem.Conflict("x"), 409, "conflict"),
        Arguments.of(new Problem.PreconditionFailed(null), 412, "precondition-failed"),
        Arguments.of(new Problem.TooLarge("x", 1, 2), 413, "too-large"),
        Arguments.of(new Problem.UnsupportedMediaType("x", "y"), 415, "unsupported-media-type"),
        Arguments.of(new Problem.Unexpected(), 500, "internal-error"),
        Arguments.of(new Problem.Unavailable(Problem.Unavailable.DATABASE), 503, "unavailable"));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void problem_returnedOrThrown_isTheSameDocument(Problem problem, int status, String slug) {
    var returned = answer(_ -> Response.problem(problem));
    var thrown =
        answer(_ -> {
          throw new ProblemException(problem);
        });

    assertThat(thrown).isEqualTo(returned);
    assertThat(returned.getStatusCode()).isEqualTo(status);
    assertThat(returned.getHeaders())
        .containsEntry("Cache-Control", "private, no-cache")
        .containsEntry("Content-Type", "application/problem+json");
    assertThat(returned.getBody())
        .isEqualTo(
            "{\"type\":\"urn:problem-type:cubby:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"instance\":\"urn:uuid:%s\",\"requestId\":\"%s\"}"
                .formatted(
                    slug,
                    problem.kind().title(),
                    status,
                    problem.detail(),
                    Events.REQUEST_ID,
                    Events.REQUEST_ID));
  }

  @Test
  void invalidFields_areAllNamed() {
    var response =
        answer(_ ->
            Response.problem(
                new Problem.InvalidRequest(
                    List.of(new FieldError("a", "is bad"), new FieldError("b", "is worse")))));

    assertThat(response.getStatusCode()).isEqualTo(400);
    assertThat(response.getBody())
        .contains("\"detail\":\"2 fields are invalid\"")
        .endsWith(
            "\"errors\":[{\"field\":\"a\",\"message\":\"is bad\"},{\"field\":\"b\",\"message\":\"is worse\"}]}");
  }

  @Test
  void preconditionFailed_carriesTheCurrentTag() {
    assertThat(
            answer(_ -> Response.problem(new Problem.PreconditionFailed(new ETag("i", 2))))
                .getHeaders())
        .containsEntry("ETag", "\"i.2\"");
  }

  @Test
  void unavailable_saysWhenToRetryAndLogsTheCause() {
    var response =
        answer(_ -> {
          throw new ProblemException(
              new Problem.Unavailable(Problem.Unavailable.DATABASE),
              new IllegalStateException("no route to host"));
        });

    assertThat(response.getHeaders()).containsEntry("Retry-After", "2");
    assertThat(response.getBody()).doesNotContain("no route to host");
    assertThat(log()).contains("no route to host").contains("\"status\":503");
  }

  @Test
  void unexpectedFailure_is500WithNothingInternalAndLoggedOnce() {
    var response =
        answer(_ -> {
          throw new IllegalStateException("secret detail");
        });

    assertThat(response.getStatusCode()).isEqualTo(500);
    assertThat(response.getBody()).doesNotContain("secret").doesNotContain("Exception");
    assertThat(log()).containsOnlyOnce("secret detail").hasLineCount(1);
  }

  @Test
  void request_leavesOneLineWithItsUnits() {
    answer(_ -> {
      RequestLog.countRead(0.5);
      RequestLog.countRead(1);
      RequestLog.countWrite(2);
      return Response.noContent();
    });

    assertThat(log())
        .hasLineCount(1)
        .contains("\"function\":\"GetThing\"")
        .contains("\"route\":\"GET /things\"")
        .contains("\"requestId\":\"" + Events.REQUEST_ID + "\"")
        .contains("\"status\":204")
        .contains("\"rcu\":1.5")
        .contains("\"wcu\":2.0")
        .contains("\"userId\":\"u1\"")
        .contains("\"keyId\":\"k1\"")
        .doesNotContain("failure");
  }

  @Test
  void units_areInTheResponse() {
    var response =
        answer(_ -> {
          RequestLog.countRead(0.5);
          RequestLog.countWrite(2);
          throw new ProblemException(new Problem.NotFound("x"));
        });

    assertThat(response.getHeaders()).containsEntry("Cubby-Units", "read=0.5, write=2");
  }

  @Test
  void policyOfTheAuthorizer_isInTheResponse() {
    var event = Events.get("/things", "/things");
    event
        .getRequestContext()
        .setAuthorizer(Map.of("userId", "u1", "rateLimitPolicy", "\"rate\";q=10;w=1"));

    assertThat(new GetThing(_ -> Response.noContent()).handleRequest(event).getHeaders())
        .containsEntry("RateLimit-Policy", "\"rate\";q=10;w=1");
  }

  private static APIGatewayProxyResponseEvent answer(Function<Request, Response> handle) {
    return new GetThing(handle).handleRequest(Events.get("/things", "/things"));
  }

  private String log() {
    return output.toString(StandardCharsets.UTF_8);
  }
}
