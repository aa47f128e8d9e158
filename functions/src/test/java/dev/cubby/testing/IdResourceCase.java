package dev.cubby.testing;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the owner of resources of a type does, for tests of them. They may share a table: each test
/// has a user of its own.
public abstract class IdResourceCase {

  final IdResource type;
  final TestUser user = TestUser.create();
  final TestKey owner = user.key(READ, WRITE);

  IdResourceCase(IdResource type) {
    this.type = type;
  }

  protected abstract Api api();

  protected final Answer call(Call call) {
    return api().call(call.as(owner));
  }

  /// Creates a thing that says `text`, later than the one before.
  protected final Answer create(String text) {
    return post(type.body(text));
  }

  /// Creates a thing, later than the one before.
  protected final Answer post(String body) {
    api().elapse(Duration.ofNanos(1_000));
    return call(Call.post(type.path(), body));
  }

  protected final String pathOf(Answer thing) {
    return type.path() + "/" + id(thing);
  }

  /// The texts of all things in a list, page by page.
  protected final List<String> walk(String list) {
    var all = new ArrayList<String>();
    var answer = call(Call.get(list)).hasStatus(200);
    all.addAll(texts(answer));
    while (answer.json().has("next")) {
      var next = answer.json().path("next").asText();
      assertThat(answer.header("Link")).contains("cursor=" + next);
      answer = call(Call.get(list + "&cursor=" + next)).hasStatus(200);
      all.addAll(texts(answer));
    }
    return all;
  }

  /// The texts of the things in one page.
  protected final List<String> texts(String list) {
    return texts(call(Call.get(list)).hasStatus(200));
  }

  private List<String> texts(Answer page) {
    return page.json().path("items").valueStream().map(type::text).toList();
  }

  static String id(Answer thing) {
    return thing.json().path("id").asText();
  }
}
