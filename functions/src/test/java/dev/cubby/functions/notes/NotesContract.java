package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import dev.cubby.testing.IdResource;
import dev.cubby.testing.IdResourceContract;
import dev.cubby.testing.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What notes promise, whichever way they are called, beside what all such things do.
abstract class NotesContract extends IdResourceContract {

  NotesContract() {
    super(IdResource.NOTES);
  }

  // ---- Title and content -----------------------------------------------------------------------

  @Test
  void note_hasATitleAndAContent() {
    var note = post("{\"title\":\"Groceries\",\"content\":\"Bread\"}").hasStatus(201);

    assertThat(note.json().propertyStream().map(member -> member.getKey()))
        .containsExactly("id", "title", "content", "createdAt", "updatedAt");
  }

  @Test
  void pagesOfLargestNotes_endBeforeTheyExceedWhatLambdaReturns() {
    // Each character is one byte of the content, and seven of a function's result.
    var content = "\\u0001".repeat(Note.MAX_CONTENT_BYTES);
    var titles = IntStream.range(0, 10).mapToObj(i -> "large " + i).toList();
    titles.forEach(title ->
        post("{\"title\":\"" + title + "\",\"content\":\"" + content + "\"}").hasStatus(201));

    assertThat(walk("/notes?limit=1000")).isEqualTo(titles);
    assertThat(walk("/notes?order=desc")).isEqualTo(titles.reversed());
    assertThat(walk("/notes?title=large")).isEqualTo(titles);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"title\":null,\"content\":null}", "{\"title\":\"\"}"})
  void whatANoteDoesNotHave_isTheEmptyText(String body) {
    var note = post(body).hasStatus(201);

    assertThat(note.json().path("title").textValue()).isEmpty();
    assertThat(note.json().path("content").textValue()).isEmpty();
    assertThat(call(Call.get(pathOf(note))).json()).isEqualTo(note.json());
  }

  @Test
  void replace_isOfTheWholeNote() {
    var note = post("{\"title\":\"Groceries\",\"content\":\"Bread\"}");

    var replaced = call(Call.put(pathOf(note), "{\"content\":\"Milk\"}")).hasStatus(200);

    assertThat(replaced.json().path("title").textValue()).isEmpty();
    assertThat(texts("/notes?title=g")).isEmpty();
  }

  @Test
  void longestTitle_fitsAndOneCharacterMoreDoesNot() {
    var emoji = "\ud83d\ude00";

    var note = create(emoji.repeat(200)).hasStatus(201);

    assertThat(texts("/notes?title=" + "%F0%9F%98%80".repeat(200))).hasSize(1);
    create(emoji.repeat(201)).isInvalid("title");
    call(Call.put(pathOf(note), "{\"title\":\"" + "x".repeat(201) + "\"}")).isInvalid("title");
  }

  @Test
  void largestContent_fitsAndOneByteMoreIs413WithLimitAndSize() {
    var largest = "\u00e4".repeat(51_200);

    var note = post("{\"content\":\"" + largest + "\"}").hasStatus(201);

    assertThat(call(Call.get(pathOf(note))).json().path("content").asText()).isEqualTo(largest);
    var larger = "{\"content\":\"" + largest + "x\"}";
    for (var call : List.of(Call.post("/notes", larger), Call.put(pathOf(note), larger))) {
      assertThat(call(call).isProblem(413).json().path("detail").asText())
          .contains("102400")
          .contains("102401");
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{\"title\":7}`, title",
        "`{\"content\":[]}`, content",
        "`{\"title\":\"\\ud800\"}`, title",
        "`{\"title\":\"a\",\"tags\":[]}`, tags"
      })
  void badField_isNamed(String body, String field) {
    post(body).isInvalid(field);
  }

  // ---- By time ---------------------------------------------------------------------------------

  @Test
  void fromAndTo_boundTheTimeOfCreation() {
    var notes = createAMillisecondApart("a", "b", "c", "d");
    var second = createdAt(notes.get(1));
    var fourth = createdAt(notes.get(3));

    assertThat(texts("/notes?from=" + second)).containsExactly("b", "c", "d");
    assertThat(texts("/notes?to=" + fourth)).containsExactly("a", "b", "c");
    assertThat(texts("/notes?from=" + second + "&to=" + fourth)).containsExactly("b", "c");
    assertThat(texts("/notes?order=desc&from=" + second + "&to=" + fourth))
        .containsExactly("c", "b");
    assertThat(texts("/notes?from=" + second + "&to=" + second)).isEmpty();
    assertThat(texts("/notes?from=" + second.plusNanos(1))).containsExactly("c", "d");
    assertThat(texts("/notes?to=" + second.plusNanos(1))).containsExactly("a", "b");
  }

  @Test
  void fromAndTo_mayBeSecondsOrHaveAnOffset() {
    create("a");

    assertThat(texts("/notes?from=0&to=9999-12-31T23:59:59Z")).containsExactly("a");
    assertThat(texts("/notes?from=1970-01-01T01:00:00%2B01:00")).containsExactly("a");
    assertThat(texts("/notes?to=1")).isEmpty();
    assertThat(texts("/notes?from=253402300799&to=253402300799")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void pagesOfATime_holdEverythingOnceInOrder(int limit) {
    var notes = createAMillisecondApart("a", "b", "c", "d", "e", "f");
    var time = "from=" + createdAt(notes.get(1)) + "&to=" + createdAt(notes.get(5));

    assertThat(walk("/notes?" + time + "&limit=" + limit)).containsExactly("b", "c", "d", "e");
    assertThat(walk("/notes?" + time + "&order=desc&limit=" + limit))
        .containsExactly("e", "d", "c", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, from",
    "to=, to",
    "from=2026-02-30T00:00:00Z, from",
    "from=2&to=1, from",
    "title=a&from=1, title",
    "title=a&to=1, title"
  })
  void badTime_isNamed(String query, String parameter) {
    call(Call.get("/notes?" + query)).isInvalid(parameter);
  }

  // ---- By title --------------------------------------------------------------------------------

  @Test
  void title_isAPrefixWhateverItsCaseAndItsScript() {
    Stream.of("Zucchini", "größe", "GRÖSSE", "Großvater", "ΑΣ", "αςβ", "100%", "g")
        .forEach(this::create);

    assertThat(texts("/notes?title=gro%C3%9F")).containsExactly("Großvater");
    assertThat(texts("/notes?title=GR%C3%96")).containsExactly("GRÖSSE", "größe");
    assertThat(texts("/notes?title=%CE%B1%CF%83")).containsExactly("ΑΣ", "αςβ");
    assertThat(texts("/notes?title=100%25")).containsExactly("100%");
    assertThat(texts("/notes?title=ro")).isEmpty();
  }

  @Test
  void title_ordersByTitleThenByTime() {
    Stream.of("b", "A b", "a", "A", "a!", "a#0", "").forEach(this::create);

    assertThat(texts("/notes?title=a")).containsExactly("a", "A", "A b", "a!", "a#0");
    assertThat(texts("/notes?title=a&order=desc")).containsExactly("a#0", "a!", "A b", "A", "a");
    assertThat(texts("/notes?title=a%23")).containsExactly("a#0");
    assertThat(texts("/notes?title=a%00")).isEmpty();
    assertThat(texts("/notes?title=")).containsExactly("a", "A", "A b", "a!", "a#0", "b");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void pagesByTitle_holdEverythingOnceInOrder(int limit) {
    var titles = IntStream.range(0, 12).mapToObj("Title %02d"::formatted).toList();
    titles.reversed().forEach(this::create);
    create("other");

    assertThat(walk("/notes?title=tITLE&limit=" + limit)).isEqualTo(titles);
    assertThat(walk("/notes?title=title&order=desc&limit=" + limit)).isEqualTo(titles.reversed());
  }

  @Test
  void largeNotesByTitle_endThePageAtAMegabyte() {
    var content = "x".repeat(100_000);
    for (int i = 10; i < 30; i++) {
      post("{\"title\":\"t" + i + "\",\"content\":\"" + content + "\"}").hasStatus(201);
    }

    assertThat(texts("/notes?title=t&limit=100")).hasSize(10);
    assertThat(walk("/notes?title=t&limit=100"))
        .isEqualTo(IntStream.range(10, 30).mapToObj(i -> "t" + i).toList());
  }

  @Test
  void changedTitle_isFoundUnderTheNewOneOnly() {
    var note = create("old");

    call(Call.put(pathOf(note), "{\"title\":\"new\"}")).hasStatus(200);

    assertThat(texts("/notes?title=new")).containsExactly("new");
    assertThat(texts("/notes?title=old")).isEmpty();
    call(Call.delete(pathOf(note))).hasStatus(204);
    assertThat(texts("/notes?title=new")).isEmpty();
  }

  @Test
  void titleSearch_showsNothingThatHasExpiredOrIsAnotherUsers() {
    call(Call.post("/notes?ttl=1", "{\"title\":\"a1\"}")).hasStatus(201);
    create("a2");
    api()
        .call(Call.post("/notes", "{\"title\":\"a3\"}").as(TestUser.create().key(READ, WRITE)))
        .hasStatus(201);
    api().elapse(Duration.ofSeconds(2));

    assertThat(texts("/notes?title=a")).containsExactly("a2");
  }

  @Test
  void badSearch_isNamed() {
    Stream.of("a1", "a2", "a3").forEach(this::create);
    var byTime = call(Call.get("/notes?limit=1")).json().path("next").asText();
    var byTitle = call(Call.get("/notes?title=a&limit=1")).json().path("next").asText();

    call(Call.get("/notes?title=a&limit=101")).isInvalid("limit");
    call(Call.get("/notes?title=" + "a".repeat(201))).isInvalid("title");
    call(Call.get("/notes?title=a&cursor=" + byTime)).isInvalid("cursor");
    call(Call.get("/notes?title=&cursor=" + byTime)).isInvalid("cursor");
    call(Call.get("/notes?title=a2&cursor=" + byTitle)).isInvalid("cursor");
    call(Call.get("/notes?cursor=" + byTitle)).isInvalid("cursor");
    assertThat(texts("/notes?title=a&limit=9&cursor=" + byTitle)).containsExactly("a2", "a3");
  }

  private List<Answer> createAMillisecondApart(String... titles) {
    return Stream.of(titles)
        .map(title -> {
          api().elapse(Duration.ofMillis(1));
          return create(title);
        })
        .toList();
  }

  private static Instant createdAt(Answer note) {
    return Instant.parse(note.json().path("createdAt").asText());
  }
}
