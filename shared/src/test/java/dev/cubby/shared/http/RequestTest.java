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
import dev.cubby.shared.version.ETag;
import dev.cubby.shared.version.Precondition;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {

  private static final ETag TAG = new ETag("AbCdEfGhIjK_", 3);

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
        "ttl=1                                | 2026-01-02T03:04:06Z",
        "ttl=86400                            | 2026-01-03T03:04:05Z",
        "expiresAt=1767323046                 | 2026-01-02T03:04:06Z",
        "expiresAt=2026-01-02T03:04:06Z       | 2026-01-02T03:04:06Z",
        "expiresAt=2026-01-02T04:04:06.9+01:00| 2026-01-02T03:04:06Z",
        "expiresAt=2026-01-02T04:04:06 01:00  | 2026-01-02T03:04:06Z",
        "expiresAt=9999-12-31T23:59:59Z       | 9999-12-31T23:59:59Z",
        "other=1                              |",
      })
  void expiry_isInWholeSeconds(String query, @Nullable Instant expiry) {
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
        "expiresAt=2030-01-01T00:00Z      | expiresAt must be an RFC 3339 date-time from 1970 to 9999, or whole seconds since 1970",
        "expiresAt=+1767323099            | expiresAt must be an RFC 3339 date-time from 1970 to 9999, or whole seconds since 1970",
        "ttl=1.5                          | ttl must be a whole number from 1 to 3155760000",
        "ttl=99999999999999999999         | ttl must be a whole number from 1 to 3155760000",
        "ttl=                             | ttl must be a whole number from 1 to 3155760000",
        "expiresAt=1767323045             | expiresAt must be in the future",
        "expiresAt=2026-01-02T03:04:05.9Z | expiresAt must be in the future",
        "expiresAt=tomorrow               | expiresAt must be an RFC 3339 date-time from 1970 to 9999, or whole seconds since 1970",
        "expiresAt=2026-01-02T03:04:06    | expiresAt must be an RFC 3339 date-time from 1970 to 9999, or whole seconds since 1970",
        "expiresAt=2026-02-30T03:04:06Z   | expiresAt must be an RFC 3339 date-time from 1970 to 9999, or whole seconds since 1970",
        "expiresAt=999999999999           | expiresAt must be an RFC 3339 date-time from 1970 to 9999, or whole seconds since 1970",
        "ttl=1&expiresAt=1767323099       | ttl cannot be combined with expiresAt",
      })
  void badExpiry_namesTheParameter(String query, String detail) {
    assertInvalid(() -> request(query).expiry(), detail);
  }

  @Test
  void parameterGivenTwice_isRefused() {
    var event =
        Events.get("/things", "/things")
            .withMultiValueQueryStringParameters(Map.of("ttl", List.of("1", "2")));

    assertInvalid(() -> new Request(event, NOW).expiry(), "ttl must not be given more than once");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0     | limit must be a whole number from 1 to 100",
        "limit=101   | limit must be a whole number from 1 to 100",
        "limit=ten   | limit must be a whole number from 1 to 100",
        "order=up    | order must be asc or desc",
        "cursor=xyz  | cursor does not belong to this list; pass `next` of the previous page with the same filters",
      })
  void badPaging_namesTheParameter(String query, String detail) {
    assertInvalid(() -> request(query).paging("u1", 100, _ -> true), detail);
  }

  @Test
  void pagingByDefault_is50AscendingFromTheStart() {
    var page = request("prefix=a").paging("u1", 100, _ -> true, "prefix").page();

    assertThat(page.limit()).isEqualTo(50);
    assertThat(page.ascending()).isTrue();
    assertThat(page.position()).isNull();
  }

  @Test
  void cursor_leadsBackToItsPosition() {
    var cursor = request("prefix=a").paging("u1", 100, _ -> true, "prefix").cursor("abc");

    assertThat(
            request("prefix=a&limit=7&cursor=" + cursor)
                .paging("u1", 100, _ -> true, "prefix")
                .page()
                .position())
        .isEqualTo("abc");
  }

  @ParameterizedTest
  @CsvSource({"u2,prefix=a", "u1,prefix=b", "u1,prefix=a&order=desc", "u1,other=a"})
  void cursorOfAnotherList_isRefused(String user, String query) {
    var cursor = request("prefix=a").paging("u1", 100, _ -> true, "prefix").cursor("abc");

    assertThatThrownBy(
            () -> request(query + "&cursor=" + cursor).paging(user, 100, _ -> true, "prefix"))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("cursor ");
  }

  @Test
  void forgedPosition_isRefused() {
    var cursor = request("prefix=a").paging("u1", 100, _ -> true, "prefix").cursor("abc");

    assertThatThrownBy(() ->
            request("prefix=a&cursor=" + cursor)
                .paging("u1", 100, position -> position.startsWith("b"), "prefix"))
        .hasMessageStartingWith("cursor ");
  }

  @Test
  void everyChangedCharacterOfACursor_isRefused() {
    // Lengths that leave 0, 2 and 4 unused bits in the last character.
    for (var position : List.of("a", "ab", "abc")) {
      var cursor = request("").paging("u1", 100, _ -> true).cursor(position);
      for (int i = 0; i < cursor.length(); i++) {
        for (char other : "AJKLabz09-_".toCharArray()) {
          if (other != cursor.charAt(i)) {
            assertRefused(cursor.substring(0, i) + other + cursor.substring(i + 1));
          }
        }
      }
      assertRefused(cursor + "=");
      assertRefused(cursor + "A");
    }
  }

  private static void assertRefused(String cursor) {
    assertThatThrownBy(() -> request("cursor=" + cursor).paging("u1", 100, _ -> true))
        .as(cursor)
        .hasMessageStartingWith("cursor ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/things/{id}      | /dev/things/1     | /dev",
        "/things           | /dev/things       | /dev",
        "/things           | /things           | ''",
        "/a/{b}/c          | /x/y/a/1/c        | /x/y",
        "/things           | /dev/things/      | /dev",
        "/things/{id}      | /things/1/        | ''",
      })
  void link_hasThePrefixOfTheUrl(String resource, String contextPath, String prefix) {
    var event = Events.get(resource, "/unused");
    event.getRequestContext().setPath(contextPath);

    assertThat(new Request(event, NOW).link("/things/2")).isEqualTo(prefix + "/things/2");
  }

  @Test
  void linkToNextPage_keepsTheFilters() {
    var cursor = request("prefix=a b").paging("u1", 100, _ -> true).cursor("abc");

    assertThat(request("prefix=a b&cursor=" + cursor).paging("u1", 100, _ -> true).link("new"))
        .isEqualTo("/dev/things?prefix=a+b&cursor=new");
  }

  @Test
  void noPrecondition_isTheOneOfTheOperation() {
    assertThat(withHeaders(Map.of()).precondition(new Precondition.None()))
        .isEqualTo(new Precondition.None());
  }

  @Test
  void preconditions_areReadFromHeadersOfAnyCase() {
    var otherwise = new Precondition.None();

    assertThat(withHeaders(Map.of("if-none-match", "*")).precondition(otherwise))
        .isEqualTo(new Precondition.Absent());
    assertThat(withHeaders(Map.of("IF-MATCH", "*")).precondition(otherwise))
        .isEqualTo(new Precondition.Present());
    assertThat(withHeaders(Map.of("If-Match", TAG.toString())).precondition(otherwise))
        .isEqualTo(new Precondition.Matches(List.of(TAG)));
    assertThat(withHeaders(Map.of("If-Match", "\"x\", W/" + TAG)).precondition(otherwise))
        .isEqualTo(new Precondition.Matches(List.of()));
  }

  @Test
  void badPreconditions_nameTheHeader() {
    var otherwise = new Precondition.Present();

    assertInvalid(
        () -> withHeaders(Map.of("If-Match", "abc")).precondition(otherwise),
        "If-Match must be * or a list of 1 to 20 quoted entity tags");
    assertInvalid(
        () -> withHeaders(Map.of("If-None-Match", TAG.toString())).precondition(otherwise),
        "If-None-Match must be * for a write");
    assertInvalid(
        () -> withHeaders(Map.of("If-None-Match", "*", "If-Match", "*")).precondition(otherwise),
        "If-Match cannot be combined with If-None-Match");
  }

  @Test
  void moreTagsThanAnExpressionHolds_areRefused() {
    var twenty = String.join(",", Collections.nCopies(20, TAG.toString()));

    assertThat(withHeaders(Map.of("If-Match", twenty)).preconditionOfExisting())
        .isEqualTo(new Precondition.Matches(Collections.nCopies(20, TAG)));
    assertInvalid(
        () -> withHeaders(Map.of("If-Match", twenty + "," + TAG)).preconditionOfExisting(),
        "If-Match must be * or a list of 1 to 20 quoted entity tags");
  }

  @Test
  void preconditionsOfDelete_areThoseOfExistingThings() {
    assertThat(withHeaders(Map.of()).preconditionOfExisting())
        .isEqualTo(new Precondition.Present());
    assertInvalid(
        () -> withHeaders(Map.of("If-None-Match", "*")).preconditionOfExisting(),
        "If-None-Match is not supported by this operation");
  }

  @Test
  void ifNoneMatchOnReading_comparesWeakly() {
    assertThat(withHeaders(Map.of("If-None-Match", "W/" + TAG)).alreadyHas(TAG)).isTrue();
    assertThat(withHeaders(Map.of("If-None-Match", "\"x\"," + TAG)).alreadyHas(TAG)).isTrue();
    assertThat(withHeaders(Map.of("If-None-Match", "*")).alreadyHas(TAG)).isTrue();
    assertThat(withHeaders(Map.of("If-None-Match", "\"x\"")).alreadyHas(TAG)).isFalse();
    assertThat(withHeaders(Map.of()).alreadyHas(TAG)).isFalse();
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
            e -> assertThat(e.problem()).isEqualTo(new Problem.UnsupportedMediaType(stated)));
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
    assertThatCode(() -> request("").authorize(Access.READ)).doesNotThrowAnyException();
    assertThatCode(() -> request("").authorize(Access.ANY_ROLE)).doesNotThrowAnyException();
    assertThatThrownBy(() -> request("").authorize(Access.WRITE))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isInstanceOf(Forbidden.class));
  }

  private static Request withHeaders(Map<String, String> headers) {
    return new Request(Events.get("/things", "/things").withHeaders(headers), NOW);
  }

  private static Request withBody(String contentType, String body) {
    return new Request(
        Events.get("/things", "/things")
            .withHeaders(Map.of("Content-Type", contentType))
            .withBody(body),
        NOW);
  }

  /// A request with the given query, `a=1&b=2`, not encoded.
  private static Request request(String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (var parameter : query.strip().split("&", -1)) {
      if (!parameter.isEmpty()) {
        var parts = parameter.split("=", 2);
        parameters.put(parts[0], parts[1]);
      }
    }
    return Events.request(parameters);
  }

  private static void assertInvalid(ThrowingCallable call, String detail) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().kind().status()).isEqualTo(400);
              assertThat(e.problem().detail()).isEqualTo(detail);
            });
  }
}
