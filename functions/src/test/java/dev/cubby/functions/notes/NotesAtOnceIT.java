package dev.cubby.functions.notes;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Notes that many clients create at once.
class NotesAtOnceIT {

  private static final int CLIENTS = 16;

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private final TestKey owner = TestUser.create().key(READ, WRITE);

  @Test
  void hundredNotesCreatedAtOnce_areListedCompletelyAndInOneOrder() throws Exception {
    check(100);
  }

  @Test
  @Tag("slow")
  void fiveHundredNotesCreatedAtOnce_areListedCompletelyAndInOneOrder() throws Exception {
    check(500);
  }

  private void check(int notes) throws Exception {
    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      Callable<String> create =
          () ->
              api.patiently()
                  .call(
                      Call.post("/notes", "{\"title\":\"a\"}")
                          .header("Idempotency-Key", UUID.randomUUID().toString())
                          .as(owner))
                  .hasStatus(201)
                  .json()
                  .path("id")
                  .asText();
      var created =
          clients.invokeAll(Collections.nCopies(notes, create)).stream()
              .map(Future::resultNow)
              .sorted()
              .toList();

      assertThat(created).doesNotHaveDuplicates();
      for (var list :
          List.of("limit=1", "limit=7", "limit=100", "limit=1000", "title=a&limit=100")) {
        assertThat(walk(list)).as(list).isEqualTo(created);
        assertThat(walk(list + "&order=desc")).as(list).isEqualTo(created.reversed());
      }
    }
  }

  private List<String> walk(String list) {
    var all = new ArrayList<String>();
    var next = "";
    while (next != null) {
      var page = api.call(Call.get("/notes?" + list + next).as(owner)).hasStatus(200);
      all.addAll(page.items("id"));
      next = page.json().has("next") ? "&cursor=" + page.json().path("next").asText() : null;
    }
    return all;
  }
}
