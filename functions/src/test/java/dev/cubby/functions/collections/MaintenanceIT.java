package dev.cubby.functions.collections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.HttpApi;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What the schedule does to collections. It takes the minutes that it takes.
@Order(1) // It waits longest, and leaves the processors to others.
@Execution(ExecutionMode.CONCURRENT)
class MaintenanceIT extends CollectionsCase {

  @RegisterExtension static final HttpApi api = HttpApi.shared();

  @Override
  Api api() {
    return api;
  }

  @Test
  void newIndexIsFilled_andADeletedCollectionGoes() {
    declare("{\"schema\":{}}").hasStatus(201);
    put("a", "{\"total\":2}");
    put("b", "{\"total\":1}");
    call(Call.put("/collections/deleted", BY_STATUS)).hasStatus(201);
    call(Call.post("/collections/deleted/documents", "{}")).hasStatus(201);

    declare("{\"schema\":{},\"indexes\":{\"byTotal\":{\"fields\":[\"/total\"]}}}").hasStatus(200);
    call(Call.delete("/collections/deleted?documents=delete")).hasStatus(204);

    eventually(() -> call(Call.get(DOCUMENTS + "?index=byTotal")).status() == 200);
    assertThat(ids("index=byTotal")).containsExactly("b", "a");
    eventually(() -> call(Call.get("/collections/deleted")).status() == 404);
    call(Call.put("/collections/deleted", BY_STATUS)).hasStatus(201);
    assertThat(call(Call.get("/collections/deleted/documents")).hasStatus(200).items("id"))
        .isEmpty();
  }

  private static void eventually(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      api.elapse(Duration.ofSeconds(1));
    }
  }
}
