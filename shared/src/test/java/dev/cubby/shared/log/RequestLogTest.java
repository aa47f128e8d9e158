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
            "ListDocuments",
            "DELETE /collections/{name}/documents/{id}",
            "c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
    log.caller("01939b2e-5d0c-7000-8000-000000000001", "01939b2e-5d0c-7000-8000-0000000000a1");
    log.trace("4bf92f3577b34da6a3ce929d0e0e4736");

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
        .contains("\"ms\":28000,\"rcu\":128.5,\"wcu\":1000.0")
        .endsWith(",\"trace\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}");
  }

  @Test
  void units_areAStructuredField() {
    var log = new RequestLog("F", "GET /", "id");

    assertThat(log.units()).isEmpty();
    log.during(() -> {
      RequestLog.countWrite(2);
      return "";
    });
    assertThat(log.units()).contains("write=2");
    log.during(() -> {
      RequestLog.countRead(100.5);
      return "";
    });
    assertThat(log.units()).contains("read=100.5, write=2");
  }

  @Test
  void failure_isCutToWhatALogTakes() {
    var log = new RequestLog("F", "GET /", "id");
    log.failure(new IllegalStateException("x".repeat(100_000)));

    assertThat(log.line(500, Instant.EPOCH, Duration.ZERO)).hasSizeBetween(32_000, 32_500);
  }

  @Test
  void textOfAClient_staysInItsField() {
    var log = new RequestLog("F", "GET /", "id");
    log.failure(new IllegalStateException("\"}\n{\"status\":200,\"userId\":\"forged\"}\u2028"));

    assertThat(log.line(500, Instant.EPOCH, Duration.ZERO))
        .doesNotContain("\n")
        .doesNotContain("\"userId\"")
        .contains("\\\"userId\\\":\\\"forged\\\"");
  }

  @Test
  void unitsOutsideARequest_areCountedNowhere() {
    RequestLog.countRead(1);
    RequestLog.countWrite(1);

    assertThat(new RequestLog("F", "GET /", "id").line(200, Instant.EPOCH, Duration.ZERO))
        .contains("\"rcu\":0.0,\"wcu\":0.0");
  }
}
