package dev.cubby.functions.records;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists that are walked while they change, and records that many clients fight for.
@Tag("slow")
class ManyRecordsIT {

  private static final int RECORDS = 1_500;

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  private final TestKey owner = TestUser.create().key(READ, WRITE);

  @ParameterizedTest
  @ValueSource(strings = {"limit=1000&order=asc", "limit=333&order=desc"})
  void walkDuringWrites_showsEverythingThatWasThereOnce(String paging) throws Exception {
    try (var clients = Executors.newFixedThreadPool(8)) {
      var old = keys("a");
      store(clients, old).forEach(ManyRecordsIT::join);

      var writes = store(clients, keys("b"));
      var listed = walk("/records?" + paging, "key");
      var listedKeys = walk("/records/keys?" + paging, "");
      writes.forEach(ManyRecordsIT::join);

      for (var walked : List.of(listed, listedKeys)) {
        assertThat(walked).doesNotHaveDuplicates().containsAll(old);
        assertThat(paging.endsWith("asc") ? walked : walked.reversed()).isSorted();
      }
      assertThat(walk("/records/keys?" + paging, "")).hasSize(2 * RECORDS);
    }
  }

  @Test
  void clientsThatRetryOn412_loseNoIncrement() throws Exception {
    int clients = 16;
    int increments = 25;
    try (var pool = Executors.newFixedThreadPool(clients)) {
      api.call(Call.post("/records/counter", "0").as(owner)).hasStatus(201);
      Callable<Void> client =
          () -> {
            for (int i = 0; i < increments; i++) {
              increment();
            }
            return null;
          };
      pool.invokeAll(IntStream.range(0, clients).mapToObj(_ -> client).toList())
          .forEach(ManyRecordsIT::join);

      var end = api.call(Call.get("/records/counter").as(owner));
      assertThat(end.body()).isEqualTo(Integer.toString(clients * increments));
      assertThat(end.etag()).endsWith("." + (clients * increments + 1) + "\"");
    }
  }

  private void increment() {
    int status = 412;
    while (status == 412) {
      var read = api.patiently().call(Call.get("/records/counter").as(owner)).hasStatus(200);
      var next = Integer.toString(Integer.parseInt(read.body()) + 1);
      var put = Call.put("/records/counter", next).header("If-Match", read.etag()).as(owner);
      status = api.patiently().call(put).status();
    }
    assertThat(status).isEqualTo(200);
  }

  private List<Future<?>> store(ExecutorService clients, List<String> keys) {
    var writes = new ArrayList<Future<?>>();
    for (var key : keys) {
      writes.add(
          clients.submit(() -> {
            var put = Call.put("/records/" + key + "?upsert=true", "1").as(owner);
            assertThat(api.patiently().call(put).status()).isBetween(200, 201);
          }));
    }
    return writes;
  }

  private List<String> walk(String list, String field) {
    var all = new ArrayList<String>();
    var next = "";
    while (next != null) {
      var answer = api.call(Call.get(list + next).as(owner)).hasStatus(200);
      all.addAll(answer.items(field));
      next = answer.json().has("next") ? "&cursor=" + answer.json().path("next").asText() : null;
    }
    return all;
  }

  private static List<String> keys(String prefix) {
    return IntStream.range(0, RECORDS).mapToObj(i -> "%s%05d".formatted(prefix, i)).toList();
  }

  private static void join(Future<?> future) {
    try {
      future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
