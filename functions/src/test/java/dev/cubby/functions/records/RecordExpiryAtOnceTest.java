package dev.cubby.functions.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.DirectApi.MovableClock;
import dev.cubby.testing.DynamoDb;
import dev.cubby.testing.PlantedFault;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/// What expiry promises if DynamoDB deletes an item in the second in which it expires. In all other
/// tests it never does.
class RecordExpiryAtOnceTest extends RecordExpiryContract {

  @RegisterExtension final DynamoDb dynamoDb = new DynamoDb();

  private final MovableClock clock = new MovableClock();
  private Api api;

  @BeforeEach
  void createHandlers() {
    api = deletingExpired(RecordFunctions.on(dynamoDb.table(), clock));
  }

  @Override
  Api api() {
    return api;
  }

  @Test
  void recordThatExpiresBetweenReadAndWrite_isNotPatched() {
    patchedAfterExpiry(PlantedFault.NONE).isProblem(404);

    assertThat(dynamoDb.items()).isEmpty();
  }

  @Test
  void forgottenAbsence_isFound() {
    patchedAfterExpiry(PlantedFault.FORGETS_ABSENCE).hasStatus(200);

    assertThat(dynamoDb.items()).isNotEmpty();
  }

  private Answer patchedAfterExpiry(PlantedFault fault) {
    call(Call.post("/records/a?ttl=60", "{\"n\":1}")).hasStatus(201);
    var patching = RecordFunctions.on(dynamoDb.table(new ExpiryAfterRead(fault)), clock);
    return patching.call(Call.patch("/records/a", "{\"n\":2}").as(owner));
  }

  private Api deletingExpired(Api handlers) {
    return new Api() {
      @Override
      public Answer call(Call call) {
        return handlers.call(call);
      }

      @Override
      public void elapse(Duration time) {
        handlers.elapse(time);
        dynamoDb.deleteExpired(clock.instant());
      }
    };
  }

  /// Lets a minute go by after each read of an item.
  private final class ExpiryAfterRead implements ExecutionInterceptor {

    private final PlantedFault fault;

    ExpiryAfterRead(PlantedFault fault) {
      this.fault = fault;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      return fault.modifyRequest(context, attributes);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof GetItemRequest) {
        api.elapse(Duration.ofSeconds(61));
      }
    }
  }
}
