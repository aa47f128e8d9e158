package dev.cubby.histories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cubby.histories.DefectiveDynamoDb.Defect;
import dev.cubby.testing.HttpApi;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The check of histories finds defects that it is meant to find. No call fails, so no attempt is
/// late; the orders of histories that contradict themselves would be too many if it could be.
class PlantedDefectsIT {

  private static final DefectiveDynamoDb DYNAMO_DB = DefectiveDynamoDb.start();

  @RegisterExtension static final HttpApi api = HttpApi.on(DYNAMO_DB.endpoint());

  @AfterAll
  static void close() {
    DYNAMO_DB.close();
  }

  @ParameterizedTest
  @EnumSource
  void defect_isFound(Defect defect) {
    DYNAMO_DB.have(defect);

    var history = new Clients(api, 1).run(8, 400);

    var failure = history.check(Duration.ZERO, Allowance.REPEATED_ATTEMPTS).failure();
    assertThat(failure).isPresent();
    System.out.println(defect + ": " + failure.get());
  }
}
