package dev.cubby.functions.users;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What users' addresses promise, whichever way the API is called: no two users have the same one,
/// at no time and in no case, and each leads to its user.
abstract class EmailsContract extends UsersCase {

  // ---- What an address is ----------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.com",
        "A.B+tag@Sub.Example.com",
        "\\\"quoted local\\\"@example.com",
        "jos\u00e9@example.com",
        "a@m\u00fcnchen.de",
        "1234567890123456789012345678901234567890123456789012345678901234@example.com",
      })
  void address_isKeptAsItWasSentAndFound(String json) {
    var user = signUp(json).hasStatus(201);
    var email = user.json().path("email").asText();

    assertThat(email).isEqualTo(json.replace("\\", ""));
    assertThat(found(email)).containsExactly(user.json().path("userId").asText());
    call(Call.delete(pathOf(user))).hasStatus(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "a@b",
        "@example.com",
        "a@",
        "a@b@example.com",
        "a b@example.com",
        " a@example.com",
        "a@example.com ",
        "a@exa mple.com",
        "12345678901234567890123456789012345678901234567890123456789012345@example.com",
      })
  void whatIsNoAddress_isNamedWhereverItStands(String email) {
    signUp(email).isInvalid("email");
    call(Call.put(pathOf(signUp()), "{\"email\":\"" + email + "\"}")).isInvalid("email");
    call(Call.get("/users?email=" + URLEncoder.encode(email, UTF_8))).isInvalid("email");
  }

  // ---- One user each ---------------------------------------------------------------------------

  @Test
  void takenAddress_is409AndChangesNothing() {
    var email = newEmail();
    var ann = signUp(email).hasStatus(201);
    var bob = signUp();

    signUp(email).isProblem(409);
    call(Call.put(pathOf(bob), "{\"name\":\"Bob\",\"email\":\"" + email + "\"}")).isProblem(409);

    assertThat(found(email)).containsExactly(id(ann));
    assertThat(call(Call.get(pathOf(bob))).etag()).isEqualTo(bob.etag());
    assertThat(found(emailOf(bob))).containsExactly(id(bob));
  }

  @Test
  void takenAddressInAnotherCase_is409() {
    for (var address : List.of("Ann@%s.Example.com", "JOS\u00c9@%s.com", "\u0391\u03a3@%s.com")) {
      var email = address.formatted("x" + UUID.randomUUID());
      var user = signUp(email).hasStatus(201);
      var other = pathOf(signUp());
      // In lower case, the last letter of ΑΣ is ς at the end of a word, σ elsewhere.
      for (var same :
          List.of(
              email.toLowerCase(Locale.ROOT),
              email.toUpperCase(Locale.ROOT),
              email.replace('\u03a3', '\u03c2'),
              email.replace('\u03a3', '\u03c3'))) {
        signUp(same).isProblem(409);
        call(Call.put(other, "{\"email\":\"" + same + "\"}")).isProblem(409);
        assertThat(found(same)).containsExactly(id(user));
      }
    }
  }

  @Test
  void addressWithADotlessLetter_isAnother() {
    var email = "mike@" + UUID.randomUUID() + ".github.com";
    var mike = signUp(email).hasStatus(201);
    for (var other : List.of(email.replace('i', '\u0131'), email.replaceFirst("i", "\u0130"))) {
      assertThat(found(other)).isEmpty();
      var user = signUp(other).hasStatus(201);
      assertThat(found(other)).containsExactly(id(user));
      call(Call.delete(pathOf(user))).hasStatus(200);
    }
    assertThat(found(email)).containsExactly(id(mike));
  }

  @Test
  void takenAddressInAnotherForm_is409() {
    var host = UUID.randomUUID() + ".m\u00fcnchen.de";
    var user = signUp("jos\u00e9@" + host).hasStatus(201);
    for (var same :
        List.of(
            "jose\u0301@" + host.replace("\u00fc", "u\u0308"),
            "JOS\u00c9@" + host.replace("m\u00fcnchen", "xn--mnchen-3ya"))) {
      signUp(same).isProblem(409);
      assertThat(found(same)).containsExactly(id(user));
    }
  }

  @Test
  void ownAddressInAnotherCase_isTakenOver() {
    var email = newEmail();
    var user = signUp(email).hasStatus(201);
    var upper = email.toUpperCase(Locale.ROOT);

    var answer = call(Call.put(pathOf(user), "{\"email\":\"" + upper + "\"}")).hasStatus(200);

    assertThat(emailOf(answer)).isEqualTo(upper);
    assertThat(found(email)).containsExactly(id(user));
    signUp(email).isProblem(409);
    call(Call.put(pathOf(user), "{\"email\":\"" + upper + "\"}")).hasStatus(200);
  }

  @Test
  void addressThatWasGivenUp_isFree() {
    var first = newEmail();
    var second = newEmail();
    var user = signUp(first).hasStatus(201);
    call(Call.put(pathOf(user), "{\"email\":\"" + second + "\"}")).hasStatus(200);

    assertThat(found(first)).isEmpty();
    assertThat(found(second)).containsExactly(id(user));
    signUp(second).isProblem(409);
    var next = signUp(first).hasStatus(201);
    assertThat(found(first)).containsExactly(id(next));
    call(Call.put(pathOf(user), "{\"email\":\"" + first + "\"}")).isProblem(409);
  }

  @Test
  void addressOfADeletedUser_isFreeAtOnceForANewOne() {
    var email = newEmail();
    var user = signUp(email).hasStatus(201);
    call(Call.delete(pathOf(user))).hasStatus(200);

    assertThat(found(email)).isEmpty();
    var again = signUp(email).hasStatus(201);
    assertThat(id(again)).isNotEqualTo(id(user));
    assertThat(again.etag()).endsWith(".1\"").isNotEqualTo(user.etag());
    assertThat(found(email)).containsExactly(id(again));
    call(Call.get(pathOf(user))).isProblem(404);
  }

  @Test
  void unknownAddress_isAnEmptyList() {
    assertThat(call(Call.get("/users?email=" + newEmail())).hasStatus(200).body())
        .isEqualTo("{\"items\":[]}");
  }

  // ---- At once ---------------------------------------------------------------------------------

  @Test
  void signUpsAtOnceWithOneAddress_createOneUser() {
    var email = newEmail();

    var answers = signUpTwentyTimesAtOnce(email);

    assertThat(answers).extracting(Answer::status).containsOnly(201, 409).containsOnlyOnce(201);
    var winner = answers.stream().filter(answer -> answer.status() == 201).findFirst().get();
    assertThat(found(email)).containsExactly(id(winner));
    assertThat(walk("limit=100", "email")).containsOnlyOnce(email);
  }

  @Test
  void usersWhoSwapAddressesAtOnce_bothKeepTheirs() {
    for (int round = 0; round < 5; round++) {
      var ann = signUp();
      var bob = signUp();

      var answers = atOnce(List.of(move(ann, emailOf(bob)), move(bob, emailOf(ann))));

      // In either order, each finds the other's address taken.
      assertThat(answers).extracting(Answer::status).containsExactly(409, 409);
      assertThat(found(emailOf(ann))).containsExactly(id(ann));
      assertThat(found(emailOf(bob))).containsExactly(id(bob));
    }
  }

  @Test
  void moveToAnAddressThatIsGivenUpAtOnce_endsAsInOneOfTheOrders() {
    for (int round = 0; round < 10; round++) {
      var ann = signUp();
      var bob = signUp();
      var free = newEmail();

      var answers = atOnce(List.of(move(ann, free), move(bob, emailOf(ann))));

      answers.getFirst().hasStatus(200);
      boolean annWasFirst = answers.getLast().status() == 200;
      if (!annWasFirst) {
        answers.getLast().isProblem(409);
      }
      assertThat(found(free)).containsExactly(id(ann));
      assertThat(found(emailOf(ann))).isEqualTo(annWasFirst ? List.of(id(bob)) : List.of());
      assertThat(found(emailOf(bob))).isEqualTo(annWasFirst ? List.of() : List.of(id(bob)));
    }
  }

  @Test
  void movesAtOnceToOneAddress_oneUserGetsIt() {
    var email = newEmail();
    var users = IntStream.range(0, 10).mapToObj(_ -> signUp()).toList();

    var answers = atOnce(users.stream().map(user -> move(user, email)).toList());

    assertThat(answers).extracting(Answer::status).containsOnly(200, 409).containsOnlyOnce(200);
    for (int i = 0; i < users.size(); i++) {
      boolean moved = answers.get(i).status() == 200;
      var present = moved ? email : emailOf(users.get(i));
      assertThat(found(present)).containsExactly(id(users.get(i)));
      assertThat(emailOf(call(Call.get(pathOf(users.get(i)))))).isEqualTo(present);
    }
  }

  @Test
  void deletionAndMoveAtOnce_leaveNoAddressTaken() {
    for (int round = 0; round < 10; round++) {
      var user = signUp();
      var email = newEmail();

      var answers = atOnce(List.of(Call.delete(pathOf(user)), move(user, email)));

      // A patient client repeats a DELETE that returned 503, which may have taken effect.
      assertThat(answers.getFirst().status()).isIn(200, 404);
      assertThat(answers.getLast().status()).isIn(200, 404);
      call(Call.get(pathOf(user))).isProblem(404);
      signUp(emailOf(user)).hasStatus(201);
      signUp(email).hasStatus(201);
    }
  }

  final List<Answer> signUpTwentyTimesAtOnce(String email) {
    var post = Call.post("/users", "{\"name\":\"Ann\",\"email\":\"" + email + "\"}");
    return atOnce(IntStream.range(0, 20).mapToObj(_ -> post).toList());
  }

  private static Call move(Answer user, String email) {
    return Call.put(pathOf(user), "{\"email\":\"" + email + "\"}");
  }

  private List<String> found(String email) {
    return call(Call.get("/users?email=" + URLEncoder.encode(email, UTF_8)))
        .hasStatus(200)
        .items("userId");
  }

  private static String id(Answer user) {
    return user.json().path("userId").asText();
  }

  private static String emailOf(Answer user) {
    return user.json().path("email").asText();
  }
}
