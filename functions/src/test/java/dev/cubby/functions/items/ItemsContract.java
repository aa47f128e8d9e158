package dev.cubby.functions.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import dev.cubby.testing.IdResource;
import dev.cubby.testing.IdResourceContract;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What items promise, whichever way they are called, beside what all such things do.
abstract class ItemsContract extends IdResourceContract {

  ItemsContract() {
    super(IdResource.ITEMS);
  }

  @Test
  void item_hasANameAndMayHaveADescription() {
    var described = post("{\"name\":\"Lamp\",\"description\":\"\"}").hasStatus(201);
    var plain = post("{\"name\":\"Lamp\",\"description\":null}").hasStatus(201);

    assertThat(described.json().propertyStream().map(member -> member.getKey()))
        .containsExactly("id", "name", "description", "createdAt", "updatedAt");
    assertThat(plain.json().propertyStream().map(member -> member.getKey()))
        .containsExactly("id", "name", "createdAt", "updatedAt");
    assertThat(call(Call.get(pathOf(plain))).json()).isEqualTo(plain.json());
  }

  @Test
  void pagesOfLargestItems_endBeforeTheyExceedWhatLambdaReturns() {
    // Each character is one byte of the description, and seven of a function's result.
    var description = "\\u0001".repeat(10_000);
    var names = IntStream.range(0, 100).mapToObj(i -> "large " + i).toList();
    names.forEach(name -> post(body(name, description)).hasStatus(201));

    assertThat(walk("/items?limit=1000")).isEqualTo(names);
  }

  @Test
  void replace_isOfTheWholeItem() {
    var item = post("{\"name\":\"Lamp\",\"description\":\"Brass\"}");

    assertThat(call(Call.put(pathOf(item), "{\"name\":\"Lamp\"}")).json().has("description"))
        .isFalse();
    call(Call.put(pathOf(item), "{\"description\":\"Brass\"}")).isInvalid("name");
    assertThat(call(Call.get(pathOf(item))).json().has("description")).isFalse();
  }

  @Test
  void longestTexts_fitAndOneCharacterMoreDoesNot() {
    var emoji = "\ud83d\ude00";
    var longest = body(emoji.repeat(200), emoji.repeat(10_000));

    var item = post(longest).hasStatus(201);

    call(Call.put(pathOf(item), longest)).hasStatus(200);
    assertThat(call(Call.get(pathOf(item))).json().path("description").asText())
        .isEqualTo(emoji.repeat(10_000));
    post(body(emoji.repeat(201), emoji.repeat(10_001))).isInvalid("description", "name");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{}, name",
        "{\"name\":null}, name",
        "`{\"name\":\"\"}`, name",
        "`{\"name\":\" \"}`, name",
        "`{\"name\":7}`, name",
        "`{\"name\":\"a\",\"description\":7}`, description",
        "`{\"name\":\"a\",\"color\":\"red\"}`, color"
      })
  void badField_isNamed(String body, String field) {
    post(body).isInvalid(field);
  }

  private static String body(String name, String description) {
    return "{\"name\":\"" + name + "\",\"description\":\"" + description + "\"}";
  }
}
