package dev.cubby.reliability;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.local.faults.FaultSchedule;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Batches;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Clients move amounts between accounts, which are records, while one in five calls to DynamoDB
/// goes wrong. A batch replaces both accounts and creates a receipt.
@Order(1) // Those that need this lock take turns.
@ResourceLock(HttpApi.FAULTS)
class TransfersIT {

  private static final int ACCOUNTS = 10;
  private static final int FIRST_BALANCE = 100;
  private static final int PERCENT = 20;

  /// Far more than it takes, so that a test that fails also ends.
  private static final int MAX_ATTEMPTS = 2_000;

  private static final String ALL =
      IntStream.range(0, ACCOUNTS)
          .mapToObj(i -> "key=account-" + i)
          .collect(Collectors.joining("&", "/records?", ""));

  @RegisterExtension final HttpApi api = HttpApi.withFaults();

  private final long seed = Long.getLong("faults.seed", new Random().nextLong());
  private final TestKey owner = TestUser.create().key(READ, WRITE);

  @Test
  void tenClients_moveWhatTheyMoveAndNothingElse() {
    check(10, 3);
  }

  @Test
  @Tag("slow")
  void fiftyClients_moveWhatTheyMoveAndNothingElse() {
    check(50, 10);
  }

  private void check(int clients, int transfers) {
    for (int i = 0; i < ACCOUNTS; i++) {
      var create = Call.post("/records/account-" + i, "" + FIRST_BALANCE);
      answered(create.header("Idempotency-Key", "account-" + i)).hasStatus(201);
    }
    var faults = api.local().faults();
    faults.limitPartitions(1_000, 3_000, InstantSource.system());
    faults.follow(FaultSchedule.seeded(seed, PERCENT));
    try (var threads = Executors.newFixedThreadPool(clients)) {
      IntStream.range(0, clients)
          .mapToObj(i -> CompletableFuture.runAsync(() -> move(i, transfers), threads))
          .toList()
          .forEach(CompletableFuture::join);
    } catch (RuntimeException e) {
      throw new AssertionError("To try again: -Dfaults.seed=" + seed, e);
    }
    faults.follow(FaultSchedule.none());
    assertThat(balances(accounts())).isEqualTo(afterAllReceipts(clients * transfers));
  }

  private void move(int client, int transfers) {
    var random = new Random(seed + client);
    for (int i = 0; i < transfers; i++) {
      int from = random.nextInt(ACCOUNTS);
      int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      move("%d-%d".formatted(client, i), from, to, 1 + random.nextInt(9));
    }
  }

  private void move(String transfer, int from, int to, int amount) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      var accounts = accounts();
      assertThat(balances(accounts).values().stream().mapToInt(balance -> balance).sum())
          .isEqualTo(ACCOUNTS * FIRST_BALANCE);
      var batch =
          Batches.of(
              changed(accounts.path(from), -amount),
              changed(accounts.path(to), amount),
              Batches.post(
                  "/records/receipt-" + transfer,
                  "{\"from\":%d,\"to\":%d,\"amount\":%d}".formatted(from, to, amount)));
      var answer = answered(batch.header("Idempotency-Key", UUID.randomUUID().toString()));
      if (answer.status() == 200) {
        return;
      }
      answer.isProblem(409);
    }
    throw new AssertionError("The transfer did not take place");
  }

  private static String changed(JsonNode account, int amount) {
    return Batches.put(
        "/records/" + account.path("key").asText(),
        account.path("etag").asText(),
        "" + (account.path("value").asInt() + amount));
  }

  private JsonNode accounts() {
    return answered(Call.get(ALL)).hasStatus(200).json().path("items");
  }

  private static Map<String, Integer> balances(JsonNode accounts) {
    assertThat(accounts).hasSize(ACCOUNTS);
    return accounts
        .valueStream()
        .collect(
            Collectors.toMap(
                account -> account.path("key").asText(), account -> account.path("value").asInt()));
  }

  /// The balances to which the receipts lead, of which there must be so many.
  private Map<String, Integer> afterAllReceipts(int number) {
    var balances = new HashMap<String, Integer>();
    IntStream.range(0, ACCOUNTS).forEach(i -> balances.put("account-" + i, FIRST_BALANCE));
    var receipts = answered(Call.get("/records?prefix=receipt-&limit=1000")).json().path("items");
    assertThat(receipts).hasSize(number);
    receipts.forEach(receipt -> {
      var value = receipt.path("value");
      int amount = value.path("amount").asInt();
      balances.merge("account-" + value.path("from").asInt(), -amount, Integer::sum);
      balances.merge("account-" + value.path("to").asInt(), amount, Integer::sum);
    });
    return balances;
  }

  /// Repeats what is to be tried later.
  private Answer answered(Call call) {
    var answer = call(call);
    for (int i = 0; i < MAX_ATTEMPTS && Operation.isUnknown(answer); i++) {
      answer = call(call);
    }
    return answer;
  }

  private Answer call(Call call) {
    return api.call(call.as(owner));
  }
}
