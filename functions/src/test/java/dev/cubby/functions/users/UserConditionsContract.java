package dev.cubby.functions.users;

import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What users promise about preconditions, and about changes at once.
abstract class UserConditionsContract extends UsersCase {

  @Test
  void ifNoneMatch_saves304TheBody() {
    var user = signUp();

    var answer = call(Call.get(pathOf(user)).header("If-None-Match", user.etag())).hasStatus(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.etag()).isEqualTo(user.etag());
    call(Call.put(pathOf(user), "{\"age\":8}")).hasStatus(200);
    call(Call.get(pathOf(user)).header("If-None-Match", user.etag())).hasStatus(200);
    call(Call.get(pathOf(user)).header("If-None-Match", "x")).isInvalid("If-None-Match");
    call(Call.get(pathOf(user)).header("If-Match", user.etag())).isProblem(412);
    call(Call.get(pathOf(user)).header("If-Match", "*")).hasStatus(200);
  }

  @Test
  void ifMatch_letsWriteTheCurrentVersionOnly() {
    var user = signUp();
    var put = Call.put(pathOf(user), "{\"age\":8}");
    var second = call(put.header("If-Match", user.etag())).hasStatus(200).etag();

    for (var stale : List.of(user.etag(), "\"other\"", "W/" + second)) {
      assertThat(call(put.header("If-Match", stale)).isProblem(412).etag()).isEqualTo(second);
      assertThat(call(Call.delete(pathOf(user)).header("If-Match", stale)).isProblem(412).etag())
          .isEqualTo(second);
    }
    call(put.header("If-Match", "2")).isInvalid("If-Match");
    call(put.header("If-None-Match", "*")).isInvalid("If-None-Match");
    assertThat(call(Call.get(pathOf(user))).etag()).isEqualTo(second);
    call(put.header("If-Match", "*")).hasStatus(200);
    var third = second.replace(".2", ".3");
    call(Call.delete(pathOf(user)).header("If-Match", user.etag() + "," + third)).hasStatus(200);
  }

  @Test
  void deleteWithIfNoneMatch_isRefusedAndDeletesNothing() {
    var user = signUp();

    call(Call.delete(pathOf(user)).header("If-None-Match", "*")).isInvalid("If-None-Match");

    call(Call.get(pathOf(user))).hasStatus(200);
  }

  @Test
  void manyClientsWithIfMatch_oneWinsEachRound() {
    var user = signUp();
    var tag = user.etag();
    for (int round = 0; round < 3; round++) {
      var put = Call.put(pathOf(user), "{\"age\":" + (round + 1) + "}").header("If-Match", tag);
      assertThat(atOnce(IntStream.range(0, 20).mapToObj(_ -> put).toList()))
          .extracting(Answer::status)
          .containsOnly(200, 412)
          .containsOnlyOnce(200);
      tag = call(Call.get(pathOf(user))).etag();
    }
    assertThat(tag).endsWith(".4\"");
  }

  /// Every change is of one field. If none was lost, each version differs in that field from the
  /// one before, and in nothing else.
  @Test
  void changesAtOnceOfDifferentFields_areAllKept() {
    var user = signUp();
    var path = pathOf(user);
    var calls =
        IntStream.rangeClosed(1, 6)
            .boxed()
            .flatMap(i ->
                Stream.of(
                    Call.put(path, "{\"name\":\"Ann " + i + "\"}"),
                    Call.put(path, "{\"age\":" + (100 + i) + "}")))
            .toList();

    var versions =
        Stream.concat(Stream.of(user), atOnce(calls).stream())
            .sorted(comparingInt(UserConditionsContract::version))
            .toList();

    assertThat(versions).allSatisfy(answer -> assertThat(answer.status()).isBetween(200, 201));
    assertThat(versions.stream().map(UserConditionsContract::version))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 13).boxed().toList());
    for (int i = 1; i < versions.size(); i++) {
      var before = versions.get(i - 1).json();
      var after = versions.get(i).json();
      assertThat(
              Stream.of("name", "age")
                  .filter(field -> !before.path(field).equals(after.path(field))))
          .hasSize(1);
    }
    assertThat(call(Call.get(path)).body()).isEqualTo(versions.getLast().body());
  }

  private static int version(Answer answer) {
    return Integer.parseInt(answer.etag().replaceAll(".*\\.|\"", ""));
  }

  @Test
  void deletesAtOnce_oneOfThemAnswersTheUser() {
    var delete = Call.delete(pathOf(signUp()));

    assertThat(atOnce(IntStream.range(0, 10).mapToObj(_ -> delete).toList()))
        .extracting(Answer::status)
        .containsOnly(200, 404)
        .containsOnlyOnce(200);
  }
}
