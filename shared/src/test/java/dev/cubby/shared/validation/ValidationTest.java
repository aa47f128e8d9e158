package dev.cubby.shared.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.shared.problem.FieldError;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openapitools.jackson.nullable.JsonNullable;

class ValidationTest {

  record Body(
      @NotBlank @CodePointLength(max = 2) @Nullable String name, @Max(150) @Nullable Integer age) {}

  record Account(@EmailAddress String email) {}

  @Test
  void lengthInCodePoints_countsAnEmojiOnce() {
    assertThat(Validation.errors(new Body("\ud83d\ude00\ud83d\ude00", 150))).isEmpty();
  }

  @Test
  void everyInvalidField_isNamed() {
    assertThat(Validation.errors(new Body("abc", 151)))
        .containsExactlyInAnyOrder(
            new FieldError("age", "must be less than or equal to 150"),
            new FieldError("name", "must have 0 to 2 characters"));
  }

  @Test
  void absentText_hasNoLength() {
    record Optional(@CodePointLength(min = 1, max = 2) @Nullable String name) {}

    assertThat(Validation.errors(new Optional(null))).isEmpty();
  }

  @Test
  void elementOfAList_isNamedByItsIndex() {
    record Names(List<@NotBlank @Nullable String> names) {}

    assertThat(Validation.errors(new Names(Arrays.asList("a", null))))
        .containsExactly(new FieldError("names[1]", "must not be blank"));
  }

  @Test
  void whatANullableHolds_isValidatedUnderTheNameOfItsField() {
    record Change(JsonNullable<@Max(150) Integer> age) {}

    assertThat(Validation.errors(new Change(JsonNullable.undefined()))).isEmpty();
    assertThat(Validation.errors(new Change(JsonNullable.of(null)))).isEmpty();
    assertThat(Validation.errors(new Change(JsonNullable.of(151))))
        .containsExactly(new FieldError("age", "must be less than or equal to 150"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.com",
        "A.B+tag@Sub.Example.com",
        "\"quoted local\"@example.com",
        "o'hara@example.co.uk",
        "jos\u00e9@example.com",
        "a@m\u00fcnchen.de",
        "a@xn--mnchen-3ya.de",
        "1234567890123456789012345678901234567890123456789012345678901234@example.com"
      })
  void address_isValid(String email) {
    assertThat(Validation.errors(new Account(email))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "@",
        "a@b",
        "@example.com",
        "a@",
        "a@example.",
        "a@.com",
        "a@exa..mple.com",
        "a@@example.com",
        "a@b@example.com",
        "a b@example.com",
        " a@example.com",
        "a@example.com ",
        "a@exa mple.com",
        "a@-example.com",
        ".a@example.com",
        "a.@example.com",
        "a..b@example.com",
        "a@example.com\n",
        "Ann <a@example.com>",
        "12345678901234567890123456789012345678901234567890123456789012345@example.com"
      })
  void whatIsNoAddress_isInvalidWithOneMessage(String email) {
    assertThat(Validation.errors(new Account(email)))
        .containsExactly(new FieldError("email", "must be an email address"));
  }

  @Test
  void addressOfMoreThan254Characters_isInvalid() {
    var domain = "x".repeat(62) + "." + "x".repeat(62) + "." + "x".repeat(62) + ".com";
    var local = "a".repeat(254 - 1 - domain.length());

    assertThat(Validation.errors(new Account(local + "@" + domain))).isEmpty();
    assertThat(Validation.errors(new Account("a" + local + "@" + domain))).hasSize(1);
  }
}
