package dev.cubby.shared.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidV7Test {

  @Test
  void exampleOfTheStandard_hasItsTimeVersionAndVariant() {
    // RFC 9562 appendix A.6: 2022-02-22T19:22:22.000Z is 017f22e2-79b0.
    var id = UuidV7.at(Instant.parse("2022-02-22T19:22:22.00Z"));

    assertThat(id).matches("017f22e2-79b0-7000-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(UuidV7.isUuid(id)).isTrue();
    assertThat(UUID.fromString(id).version()).isEqualTo(7);
    assertThat(UUID.fromString(id).variant()).isEqualTo(2);
  }

  @Test
  void idsOfOneMillisecond_sortByItsFraction() {
    var time = Instant.parse("2026-01-02T03:04:05.678Z");

    assertThat(
            Stream.of(0, 1, 500, 998, 999).map(micros -> UuidV7.at(time.plusNanos(micros * 1000L))))
        .isSorted();
    assertThat(UuidV7.at(time.plusNanos(999_999))).isLessThan(UuidV7.at(time.plusMillis(1)));
  }

  @Test
  void idsOfOneInstant_differ() {
    var time = Instant.parse("2026-01-02T03:04:05.678Z");

    assertThat(Stream.generate(() -> UuidV7.at(time)).limit(1_000)).doesNotHaveDuplicates();
  }

  @Test
  void otherTexts_areNoUuids() {
    assertThat(
            Stream.of(
                "",
                "x",
                "017F22E2-79B0-7000-8000-000000000000",
                "017f22e279b070008000000000000000"))
        .noneMatch(UuidV7::isUuid);
  }

  @Test
  void idInCapitals_namesTheOneInLowerCase() {
    assertThat(UuidV7.parse("017F22E2-79B0-7000-8000-00000000000a"))
        .contains("017f22e2-79b0-7000-8000-00000000000a");
    // The capital letter of this one is not of ASCII.
    assertThat(UuidV7.parse("017f22e2-79b0-7000-8000-00000000000\uFF21")).isEmpty();
    assertThat(UuidV7.parse("{017f22e2-79b0-7000-8000-000000000000}")).isEmpty();
  }

  @Test
  void boundary_partsIdsByTheMillisecondTheyWereMadeIn() {
    var time = Instant.parse("2026-01-05T09:31:00.123Z");
    var before = UuidV7.at(time.minusNanos(1));
    var at = UuidV7.at(time);
    var end = UuidV7.at(time.plusNanos(999_999));

    assertThat(UuidV7.boundary(time)).isGreaterThan(before).isLessThan(at);
    assertThat(UuidV7.boundary(time.plusNanos(1))).isGreaterThan(end);
    assertThat(UuidV7.boundary(time.plusNanos(1))).isEqualTo(UuidV7.boundary(time.plusMillis(1)));
    assertThat(UuidV7.boundary(Instant.EPOCH)).isEqualTo("00000000-0000");
    assertThat(UuidV7.boundary(Instant.parse("9999-12-31T23:59:59.999999999Z"))).hasSize(13);
  }
}
