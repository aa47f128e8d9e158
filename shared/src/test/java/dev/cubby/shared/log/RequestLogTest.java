package dev.cubby.shared.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestLogTest {

  @Test
  void longestOrdinaryLine_hasUnder500Bytes() {
    var log =
        new RequestLog(
            "ALongFunctionNameIndeed",
            "DELETE /users/{userId}/keys/{keyId}",
            "c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
    log.caller("01939b2e-5d0c-7000-8000-000000000001", "01939b2e-5d0c-7000-8000-0000000000a1");

    var line =
        log.during(() -> {
          RequestLog.countRead(128.5);
          RequestLog.countWrite(1_000);
          return log.line(200, Instant.parse("2026-01-01T00:00:00Z"), Duration.ofSeconds(28));
        });

    assertThat(line).hasSizeLessThan(500);
    assertThat(line)
        .startsWith(
            """
            {"_aws":{"Timestamp":1767225600000,"CloudWatchMetrics":[{"Namespace":"Cubby","Dimensions":[[]],\
            "Metrics":[{"Name":"ms","Unit":"Milliseconds"},{"Name":"rcu"},{"Name":"wcu"}]}]},\
            """)
        .contains("\"ms\":28000,\"rcu\":128.5,\"wcu\":1000.0");
  }

  @Test
  void failure_isCutToWhatALogTakes() {
    var log = new RequestLog("F", "GET /", "id");
    log.failure(new IllegalStateException("x".repeat(100_000)));

    assertThat(log.line(500, Instant.EPOCH, Duration.ZERO)).hasSizeBetween(32_000, 32_500);
  }

  @Test
  void unitsOutsideARequest_areCountedNowhere() {
    RequestLog.countRead(1);
    RequestLog.countWrite(1);

    assertThat(new RequestLog("F", "GET /", "id").line(200, Instant.EPOCH, Duration.ZERO))
        .contains("\"rcu\":0.0,\"wcu\":0.0");
  }
}
