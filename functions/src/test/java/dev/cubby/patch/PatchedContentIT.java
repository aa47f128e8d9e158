package dev.cubby.patch;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a patch makes must be what a PUT takes.
class PatchedContentIT {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private final TestKey owner = TestUser.create().key(READ, WRITE);

  @Test
  void record_keepsItsText() {
    var path = create("/records/r", "{ \"a\": 1.0, \"b\":[1e400, \"\\u0041\\/\"], \"c\" : null }");

    call(Call.patch(path, "{\"c\":12345678901234567890.123}")).hasStatus(200);
    call(Call.operations(path, "{\"op\":\"increment\",\"path\":\"/a\",\"value\":0.50}"))
        .hasStatus(200);

    assertThat(call(Call.get(path)).body())
        .isEqualTo("{\"a\": 1.50,\"b\":[1e400, \"\\u0041\\/\"],\"c\" : 12345678901234567890.123}");
  }

  @Test
  void record_mayBecomeAnyJson() {
    var path = create("/records/any", "{}");

    for (var value : new String[] {"[1]", "\"a\"", "null", "7", "{}"}) {
      call(Call.patch(path, value)).hasStatus(200);
      assertThat(call(Call.get(path)).body()).isEqualTo(value);
    }
  }

  @Test
  void recordThatNestsTooDeep_isInvalid() {
    var deep = "[".repeat(60) + "]".repeat(60);
    var path = create("/records/deep", "{\"a\":" + deep + "}");

    call(Call.operations(path, "{\"op\":\"move\",\"from\":\"\",\"path\":\"/b\"}"))
        .isInvalid("[0].path");
    call(Call.operations(
            path, "{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/a" + "/0".repeat(59) + "/-\"}"))
        .isInvalid("[0]");
    call(Call.patch(path, "{\"a\":".repeat(99) + "[[]]" + "}".repeat(99))).isInvalid("body");
  }

  @Test
  void recordThatBecomesTooLarge_isRefused() {
    var path = create("/records/large", "[\"" + "x".repeat(300_000) + "\"]");
    var copy = "{\"op\":\"copy\",\"from\":\"/0\",\"path\":\"/-\"}";

    assertThat(call(Call.operations(path, copy)).isProblem(413).json().path("detail").asText())
        .startsWith("The value has 600007 bytes; the limit is ");
    call(Call.operations(path, copy + "," + copy + "," + copy)).isProblem(413);
    call(Call.operations(path, copy + ",{\"op\":\"remove\",\"path\":\"/0\"}")).hasStatus(200);
  }

  @Test
  void sumOfTooManyDigits_isInvalid() {
    var path = create("/records/n", "1e999999");

    call(Call.operations(path, "{\"op\":\"increment\",\"path\":\"\",\"value\":1}"))
        .isInvalid("[0]");
  }

  @Test
  void note_mustStayANote() {
    var path = create("/notes", "{\"title\":\"a\",\"content\":\"b\"}");

    call(Call.patch(path, "{\"title\":1,\"color\":\"red\",\"content\":[]}"))
        .isInvalid("color", "content", "title");
    call(Call.patch(path, "{\"title\":\"" + "x".repeat(201) + "\"}")).isInvalid("title");
    call(Call.patch(path, "{\"content\":\"" + "x".repeat(102_401) + "\"}")).isProblem(413);
    for (var patch :
        List.of(
            Call.patch(path, "[]"),
            Call.patch(path, "null"),
            Call.operations(path, "{\"op\":\"replace\",\"path\":\"\",\"value\":1}"))) {
      assertThat(call(patch).isInvalid("body").json().path("detail").asText())
          .isEqualTo("body must turn the note into a JSON object");
    }
    call(Call.operations(path, "{\"op\":\"add\",\"path\":\"/id\",\"value\":\"x\"}"))
        .isInvalid("id");

    var emptied = call(Call.patch(path, "{\"title\":null}")).hasStatus(200).json();
    assertThat(emptied.path("title").asText()).isEmpty();
    assertThat(emptied.path("content").asText()).isEqualTo("b");
  }

  /// In JSON, each character of such a content takes six bytes.
  @Test
  void largestNote_isKeptForARepetition() {
    var path = create("/notes", "{\"content\":\"" + "\\u0001".repeat(102_400) + "\"}");
    var patch = Call.patch(path, "{\"title\":\"t\"}").header("Idempotency-Key", "k");
    var first = call(patch).hasStatus(200);

    assertThat(call(patch).hasStatus(200).body()).isEqualTo(first.body());
  }

  @Test
  void notesOfATitle_areFoundByTheNewOne() {
    var title = "t" + UUID.randomUUID();
    var path = create("/notes", "{\"title\":\"" + title + "\"}");
    call(Call.patch(path, "{\"title\":\"" + title + "-b\"}")).hasStatus(200);

    assertThat(call(Call.get("/notes?title=" + title)).items("title"))
        .containsExactly(title + "-b");
  }

  @Test
  void item_mustStayAnItem() {
    var path = create("/items", "{\"name\":\"a\",\"description\":\"b\"}");

    call(Call.patch(path, "{\"name\":null}")).isInvalid("name");
    call(Call.patch(path, "{\"name\":\" \",\"description\":1}")).isInvalid("description", "name");
    call(Call.operations(path, "{\"op\":\"increment\",\"path\":\"/name\",\"value\":1}"))
        .isProblem(409);

    var cleared = call(Call.operations(path, "{\"op\":\"remove\",\"path\":\"/description\"}"));
    assertThat(cleared.hasStatus(200).json().has("description")).isFalse();
    call(Call.operations(path, "{\"op\":\"remove\",\"path\":\"/description\"}")).isProblem(409);
  }

  private String create(String target, String body) {
    return call(Call.post(target, body)).hasStatus(201).header("Location");
  }

  private Answer call(Call call) {
    return api.call(call.as(owner));
  }
}
