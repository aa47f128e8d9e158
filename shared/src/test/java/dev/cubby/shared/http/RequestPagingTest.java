package dev.cubby.shared.http;

import static dev.cubby.shared.http.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cubby.shared.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages that a request asks for, and the links to them.
class RequestPagingTest extends RequestCase {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0     | limit must be a whole number from 1 to 100",
        "limit=101   | limit must be a whole number from 1 to 100",
        "limit=ten   | limit must be a whole number from 1 to 100",
        "order=up    | order must be asc or desc",
        "cursor=xyz  | cursor does not belong to this list; pass the one of the previous page with the same filters",
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
}
