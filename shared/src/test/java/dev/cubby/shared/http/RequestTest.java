package dev.cubby.shared.http;

import static dev.cubby.shared.http.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.auth.Access;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.Problem;
import dev.cubby.shared.problem.Problem.Forbidden;
import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Path, expiry, body and caller of a request.
class RequestTest extends RequestCase {

  @ParameterizedTest
  @CsvSource({"a,a", "a%40b,a@b", "a+b,a+b", "%E2%82%AC,€"})
  void pathParameter_isPercentDecoded(String raw, String decoded) {
    var event = Events.get("/things/{id}", "/things/x").withPathParameters(Map.of("id", raw));

    assertThat(new Request(event, NOW).path("id")).isEqualTo(decoded);
  }

  @Test
  void brokenPercentEncoding_namesTheParameter() {
    var event = Events.get("/things/{id}", "/things/x").withPathParameters(Map.of("id", "%4"));

    assertInvalid(() -> new Request(event, NOW).path("id"), "id has invalid percent-encoding");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ttl=1                                | 2026-01-02T03:04:07Z",
        "ttl=86400                            | 2026-01-03T03:04:06Z",
        "expiresAt=1767323046                 | 2026-01-02T03:04:06Z",
        "expiresAt=2026-01-02T03:04:06Z       | 2026-01-02T03:04:06Z",
        "expiresAt=2026-01-02T04:04:06.9+01:00| 2026-01-02T03:04:07Z",
        "expiresAt=2026-01-02T04:04:06 01:00  | 2026-01-02T03:04:06Z",
        "expiresAt=2026-01-02T03:04:05.679Z   | 2026-01-02T03:04:06Z",
        "expiresAt=9999-12-31T23:59:59Z       | 9999-12-31T23:59:59Z",
        "expiresAt=9999-12-31T23:59:59.9Z     | 9999-12-31T23:59:59Z",
        "other=1                              |",
      })
  void expiry_isRoundedUpToAWholeSecond(String query, @Nullable Instant expiry) {
    assertThat(request(query).expiry()).isEqualTo(expiry);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ttl=0                            | ttl must be a whole number from 1 to 3155760000",
        "ttl=-1                           | ttl must be a whole number from 1 to 3155760000",
        "ttl=+5                           | ttl must be a whole number from 1 to 3155760000",
        "ttl=\u0665                       | ttl must be a whole number from 1 to 3155760000",
        "expiresAt=2030-01-01T00:00Z      | expiresAt must be an RFC 3339 date-time from 0001 to 9999, or whole seconds since 1970",
        "expiresAt=+1767323099            | expiresAt must be an RFC 3339 date-time from 0001 to 9999, or whole seconds since 1970",
        "ttl=1.5                          | ttl must be a whole number from 1 to 3155760000",
        "ttl=99999999999999999999         | ttl must be a whole number from 1 to 3155760000",
        "ttl=                             | ttl must be a whole number from 1 to 3155760000",
        "expiresAt=1767323045             | expiresAt must be in the future",
        "expiresAt=2026-01-02T03:04:05.6Z | expiresAt must be in the future",
        "expiresAt=tomorrow               | expiresAt must be an RFC 3339 date-time from 0001 to 9999, or whole seconds since 1970",
        "expiresAt=2026-01-02T03:04:06    | expiresAt must be an RFC 3339 date-time from 0001 to 9999, or whole seconds since 1970",
        "expiresAt=2026-02-30T03:04:06Z   | expiresAt must be an RFC 3339 date-time from 0001 to 9999, or whole seconds since 1970",
        "expiresAt=999999999999           | expiresAt must be an RFC 3339 date-time from 0001 to 9999, or whole seconds since 1970",
        "ttl=1&expiresAt=1767323099       | ttl cannot be combined with expiresAt",
      })
  void badExpiry_namesTheParameter(String query, String detail) {
    assertInvalid(() -> request(query).expiry(), detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;charset=\"UTF-8\"",
        "application/problem+json",
        "text/json",
        "application/x-www-form-urlencoded",
        "application/octet-stream",
      })
  void mediaTypeThatMayBeJson_isLetThrough(String stated) {
    assertThat(withBody(stated, "1").body(JsonText.class).text()).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain",
        "text/html",
        "application/xml",
        "image/png",
        "multipart/form-data; boundary=x",
        "application/json; charset=iso-8859-1",
        "jsonp",
      })
  void mediaTypeThatIsSurelyNotJson_is415(String stated) {
    assertThatThrownBy(() -> withBody(stated, "1").body(JsonText.class))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem())
                    .isEqualTo(new Problem.UnsupportedMediaType("application/json", stated)));
  }

  @Test
  void longMediaType_isCutInTheProblem() {
    assertThatThrownBy(() -> withBody("a/" + "b".repeat(9_000), "1").body(JsonText.class))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem())
                    .isEqualTo(
                        new Problem.UnsupportedMediaType(
                            "application/json", "a/" + "b".repeat(198))));
  }

  /// A link that begins with two slashes names a host.
  @ParameterizedTest
  @CsvSource({
    "/records/a,/records/b",
    "//records/a,/records/b",
    "//records///a//,/records/b",
    "/dev//records/a,/dev/records/b"
  })
  void link_hasNoEmptySegments(String path, String link) {
    var event = Events.get("/records/{key}", "");
    event.getRequestContext().setPath(path);

    assertThat(new Request(event, NOW).link("/records/b")).isEqualTo(link);
  }

  @ParameterizedTest
  @CsvSource({"false,\"\uFFFD\"", "true,Iv8i", "true,no base64"})
  void bodyThatIsNotUtf8_isRefused(boolean base64, String body) {
    var event = Events.get("/things", "/things").withBody(body).withIsBase64Encoded(base64);

    assertInvalid(
        () -> new Request(event, NOW).body(JsonText.class),
        "body must be valid UTF-8; write U+FFFD as \\ufffd");
  }

  @Test
  void loneSurrogateInBody_isRefused() {
    assertThatThrownBy(() -> withBody("application/json", "\"\ud800\"").body(JsonText.class))
        .hasMessageStartingWith("body must be valid UTF-8");
  }

  @Test
  void base64Body_isDecoded() {
    var event = Events.get("/things", "/things").withBody("IsOkIg==").withIsBase64Encoded(true);

    assertThat(new Request(event, NOW).body(JsonText.class).text()).isEqualTo("\"ä\"");
  }

  @Test
  void callerWithoutTheRole_is403() {
    assertThat(request("").caller().userId()).isEqualTo("u1");
    assertThatCode(() -> request("").admit(Access.READ, List.of())).doesNotThrowAnyException();
    assertThatCode(() -> request("").admit(Access.ANY_ROLE, List.of())).doesNotThrowAnyException();
    assertThatThrownBy(() -> request("").admit(Access.WRITE, List.of()))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(Forbidden.class));
  }

  private static Request withBody(String contentType, String body) {
    return new Request(
        Events.get("/things", "/things")
            .withHeaders(Map.of("Content-Type", contentType))
            .withBody(body),
        NOW);
  }
}
