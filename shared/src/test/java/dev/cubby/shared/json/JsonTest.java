package dev.cubby.shared.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cubby.shared.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

  record Body(@Nullable String name, @Nullable Integer age, @Nullable Body child) {}

  record Document(Instant at, @Nullable String none, JsonText raw) {}

  @Test
  void goodBody_isRead() {
    assertThat(Json.read("{\"name\":\"Ann\",\"age\":7}", Body.class))
        .isEqualTo(new Body("Ann", 7, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"age\":1.5}               | age has the wrong type",
        "{\"age\":\"7\"}             | age has the wrong type",
        "{\"age\":true}              | age has the wrong type",
        "{\"age\":12345678901}       | age has the wrong type",
        "{\"name\":7}                | name has the wrong type",
        "{\"name\":true}             | name has the wrong type",
        "{\"child\":{\"age\":[]}}    | child.age has the wrong type",
        "{\"other\":1}               | other is not a field of this request",
        "[]                          | body has the wrong type",
        "7                           | body has the wrong type",
        "null                        | body must be an object, not null",
        "{\"name\":\"a\"             | body is not JSON at line 1, column 12",
        "{\"age\":1,\"age\":2}       | body repeats a name at line 1, column 15",
        "{} {}                       | body has the wrong type",
      })
  void badBody_namesTheField(String text, String detail) {
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> Json.read(text, Body.class))
                .problem()
                .detail())
        .isEqualTo(detail);
  }

  @Test
  void document_hasTimesAsTextNoNullsAndRawJson() {
    assertThat(
            Json.write(
                new Document(Instant.parse("2026-01-02T03:04:05.006Z"), null, new JsonText("1.0"))))
        .isEqualTo("{\"at\":\"2026-01-02T03:04:05.006Z\",\"raw\":1.0}");
  }
}
