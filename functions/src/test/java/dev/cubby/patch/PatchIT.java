package dev.cubby.patch;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.Patchable;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// PATCH of each owned resource over HTTP, through API Gateway and the authorizer as `local` runs
/// them.
@ParameterizedClass
@EnumSource(Patchable.class)
class PatchIT {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private final Patchable type;
  private final TestUser user = TestUser.create();
  private final TestKey owner = user.key(READ, WRITE);
  private String path = "";
  private String tag = "";

  PatchIT(Patchable type) {
    this.type = type;
  }

  @BeforeEach
  void create() {
    var created = create("?ttl=600");
    path = created.header("Location");
    tag = created.etag();
  }

  // ---- What changes and what stays -------------------------------------------------------------

  @Test
  void mergePatch_changesWhatItNames() {
    var before = read().json();

    var answer = call(type.patch(path, "b")).hasStatus(200);

    var after = read();
    assertThat(after.json().path(type.field()).asText()).isEqualTo("b");
    assertThat(after.etag()).isEqualTo(answer.etag()).isEqualTo(tag.replace(".1\"", ".2\""));
    assertThat(after.json().size()).isEqualTo(before.size());
  }

  @Test
  void jsonPatch_appliesItsOperationsInOrder() {
    call(type.patch(path, "a", "b")).hasStatus(200);

    assertText("b");
  }

  @Test
  void answer_isThatOfAReplacement() {
    var patched = call(type.patch(path, "b")).hasStatus(200).json();
    var replaced = call(Call.put(path + "?ttl=600", type.body("c"))).hasStatus(200).json();

    assertThat(patched.fieldNames()).toIterable().containsExactlyElementsOf(replaced::fieldNames);
  }

  @Test
  void expiry_stays() {
    var answer = call(type.patch(path, "b")).hasStatus(200).json();
    assertThat(answer.path("expiresAt").asText()).isNotEmpty();
    var other = create("").header("Location");

    assertThat(call(type.patch(path, "c")).hasStatus(200).json().path("expiresAt"))
        .isEqualTo(answer.path("expiresAt"));
    assertThat(call(type.patch(other, "b")).hasStatus(200).json().has("expiresAt")).isFalse();
  }

  // ---- What does not take place ----------------------------------------------------------------

  @Test
  void operationThatDoesNotApply_isAConflictAndChangesNothing() {
    var conflict = call(type.patch(path, "x", "b")).isProblem(409);

    assertThat(conflict.json().path("detail").asText())
        .isEqualTo("Operation [0] failed: /" + type.field() + " has another value");
    call(Call.operations(path, "{\"op\":\"remove\",\"path\":\"/none\"}")).isProblem(409);
    assertThat(read().etag()).isEqualTo(tag);
  }

  @Test
  void malformedPatch_isNamed() {
    call(Call.operations(path, "{\"op\":\"add\",\"path\":\"a\"},{\"op\":\"none\"},1"))
        .isInvalid("[0].path", "[0].value", "[1].op", "[2]");
    call(Call.operations(path, "{")).isInvalid("body");
    call(Call.patch(path, "")).isInvalid("body");
    call(Call.patch(path, "{\"a\":1,\"a\":2}")).isInvalid("body");
    assertThat(read().etag()).isEqualTo(tag);
  }

  @Test
  void patchOfMoreThanOneMegabyte_isTooLarge() {
    var answer = call(type.patch(path, "x".repeat(1024 * 1024))).isProblem(413);

    assertThat(answer.json().path("detail").asText()).endsWith(" bytes; the limit is 1048576");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/x-www-form-urlencoded",
        "text/plain",
        "application/merge-patch+json; charset=iso-8859-1"
      })
  void otherMediaType_isUnsupported(String mediaType) {
    var answer = call(type.patch(path, "b").header("Content-Type", mediaType)).isProblem(415);

    assertThat(answer.header("Accept-Patch"))
        .isEqualTo("application/merge-patch+json, application/json-patch+json");
    assertThat(read().etag()).isEqualTo(tag);
  }

  @Test
  void mediaType_mayHaveCapitalsAndParameters() {
    call(type.patch(path, "b")
            .header("Content-Type", "Application/Merge-Patch+JSON; charset=UTF-8"))
        .hasStatus(200);
  }

  @Test
  void absentThing_isNotFound() {
    call(type.patch(type.nothing(), "b")).isProblem(404);
    call(type.patch(type.nothing(), "b").header("Idempotency-Key", "k")).isProblem(404);
    call(type.patch(type.nothing(), "b").header("If-Match", "*")).isProblem(404);
    api.call(type.patch(path, "b").as(TestUser.create().key(READ, WRITE))).isProblem(404);
    api.call(type.patch(path, "b").as(user.key(READ))).isProblem(403);
    assertThat(read().etag()).isEqualTo(tag);
  }

  // ---- Preconditions and other writers ---------------------------------------------------------

  @Test
  void ifMatch_requiresTheVersion() {
    var patch = type.patch(path, "b").header("If-Match", tag);
    var current = call(patch).hasStatus(200).etag();

    assertThat(call(patch).isProblem(412).etag()).isEqualTo(current);
    call(type.patch(path, "c").header("If-Match", "*")).hasStatus(200);
    call(type.patch(path, "c").header("If-None-Match", "*")).isInvalid("If-None-Match");
    call(type.patch(path, "c").header("If-Match", "x")).isInvalid("If-Match");
  }

  @Test
  void repetitionWithIfMatch_returnsTheFirstResponse() {
    var patch = type.patch(path, "b").header("If-Match", tag).header("Idempotency-Key", "k" + path);
    var first = call(patch).hasStatus(200);

    var again = call(patch).hasStatus(200);

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.etag()).isEqualTo(first.etag()).isEqualTo(read().etag());
  }

  @Test
  void repetitionAfterADeletion_returnsTheFirstResponse() {
    var patch = type.patch(path, "a", "b").header("Idempotency-Key", "k" + path);
    var first = call(patch).hasStatus(200);
    call(Call.delete(path)).hasStatus(204);

    assertThat(call(patch).hasStatus(200).body()).isEqualTo(first.body());
    call(Call.get(path)).isProblem(404);
  }

  @Test
  void conflict_leavesTheIdempotencyKeyUnused() {
    var patch = type.patch(path, "b", "c").header("Idempotency-Key", "k" + path);
    call(patch).isProblem(409);
    call(type.patch(path, "b")).hasStatus(200);

    call(patch).hasStatus(200);

    assertText("c");
  }

  @Test
  void clientsAtOnce_areAllApplied() {
    var calls =
        IntStream.range(0, 20)
            .mapToObj(i ->
                type.patch(path, "t" + i).header("Idempotency-Key", UUID.randomUUID().toString()))
            .map(call -> call.as(owner))
            .toList();

    var answers = api.patiently().atOnce(calls);

    assertThat(answers.stream().map(answer -> answer.hasStatus(200).etag()).distinct()).hasSize(20);
    assertThat(read().etag()).isEqualTo(tag.replace(".1\"", ".21\""));
  }

  private Answer create(String query) {
    return type.create("a" + UUID.randomUUID(), "a", query, this::call);
  }

  private void assertText(String text) {
    assertThat(read().json().path(type.field()).asText()).isEqualTo(text);
  }

  private Answer read() {
    return call(Call.get(path)).hasStatus(200);
  }

  private Answer call(Call call) {
    return api.call(call.as(owner));
  }
}
