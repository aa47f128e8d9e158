package dev.cubby.shared.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cubby.shared.problem.FieldError;
import dev.cubby.shared.problem.Problem.InvalidRequest;
import dev.cubby.shared.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValidationTest {

  record Body(
      @NotBlank @CodePointLength(max = 2) @Nullable String name, @Max(150) @Nullable Integer age) {}

  @Test
  void lengthInCodePoints_countsAnEmojiOnce() {
    var body = new Body("\ud83d\ude00\ud83d\ude00", 150);

    assertThat(Validation.valid(body)).isSameAs(body);
  }

  @Test
  void everyInvalidField_isNamed() {
    assertThat(
            catchThrowableOfType(
                    ProblemException.class, () -> Validation.valid(new Body("abc", 151)))
                .problem())
        .isInstanceOfSatisfying(
            InvalidRequest.class,
            problem ->
                assertThat(problem.errors())
                    .containsExactly(
                        new FieldError("age", "must be less than or equal to 150"),
                        new FieldError("name", "must have 0 to 2 characters")));
  }

  @Test
  void absentText_hasNoLength() {
    record Optional(@CodePointLength(min = 1, max = 2) @Nullable String name) {}

    assertThat(Validation.valid(new Optional(null)).name()).isNull();
  }
}
