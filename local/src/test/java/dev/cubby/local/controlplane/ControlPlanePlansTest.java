package dev.cubby.local.controlplane;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.QuotaPeriodType;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/// Usage plans in the control plane, their keys, and the usage of these.
class ControlPlanePlansTest extends ControlPlaneCase {

  @Test
  void keyInAPlan_isLetThroughAndWithoutItIsNot() {
    var key = create("k1", VALUE);
    assertThat(call(VALUE)).isEqualTo(403);

    var added =
        client.createUsagePlanKey(
            add -> add.usagePlanId("Basic").keyId(key.id()).keyType("API_KEY"));
    assertThat(added.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(added.id()).isEqualTo(key.id());
    assertThat(added.name()).isEqualTo("k1");
    assertThat(added.value()).isEqualTo(VALUE);
    assertThat(added.type()).isEqualTo("API_KEY");
    assertThat(call(VALUE)).isEqualTo(200);

    var removed = client.deleteUsagePlanKey(remove -> remove.usagePlanId("Basic").keyId(key.id()));
    assertThat(removed.sdkHttpResponse().statusCode()).isEqualTo(202);
    assertThat(call(VALUE)).isEqualTo(403);
  }

  @Test
  void keyInTwoPlansOfOneStage_is409() {
    var key = create("k1", VALUE);
    add("Basic", key.id());

    assertThatThrownBy(() -> add("Basic", key.id())).isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> add("Pro", key.id()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("same API stage");
    add("Elsewhere", key.id());
    assertThat(client.getUsagePlans(get -> get.keyId(key.id())).items())
        .extracting(UsagePlan::id)
        .containsExactly("Basic", "Elsewhere");
  }

  @Test
  void keysOfAPlan_areListed() {
    var one = create("one", VALUE + "1");
    var two = create("two", VALUE + "2");
    add("Basic", one.id());
    add("Basic", two.id());

    var keys = client.getUsagePlanKeysPaginator(get -> get.usagePlanId("Basic").limit(1)).items();
    assertThat(keys.stream().map(key -> key.id())).containsExactlyInAnyOrder(one.id(), two.id());
    assertThat(client.getUsagePlanKeys(get -> get.usagePlanId("Basic").nameQuery("two")).items())
        .singleElement()
        .satisfies(key -> assertThat(key.value()).isEqualTo(VALUE + "2"));
    assertThat(client.getUsagePlanKey(get -> get.usagePlanId("Basic").keyId(one.id())).name())
        .isEqualTo("one");
  }

  @Test
  void plans_areThoseOfTheTemplate() {
    assertThat(client.getUsagePlansPaginator(get -> get.limit(2)).items().stream())
        .extracting(UsagePlan::id)
        .containsExactly("Basic", "Elsewhere", "Pro");

    var plan = client.getUsagePlan(get -> get.usagePlanId("Basic"));
    assertThat(plan.name()).isEqualTo("the-basic-plan");
    assertThat(plan.description()).isEqualTo("For all");
    assertThat(plan.throttle().rateLimit()).isEqualTo(10);
    assertThat(plan.throttle().burstLimit()).isEqualTo(20);
    assertThat(plan.quota().limit()).isEqualTo(5);
    assertThat(plan.quota().period()).isEqualTo(QuotaPeriodType.WEEK);
    assertThat(plan.quota().offset()).isEqualTo(1);
    assertThat(plan.apiStages())
        .singleElement()
        .satisfies(stage -> {
          assertThat(stage.stage()).isEqualTo("dev");
          assertThat(stage.throttle()).containsOnlyKeys("/echo/GET");
          var throttle = requireNonNull(stage.throttle().get("/echo/GET"));
          assertThat(throttle.rateLimit()).isEqualTo(1.5);
          assertThat(throttle.burstLimit()).isEqualTo(7);
        });
    var free = client.getUsagePlan(get -> get.usagePlanId("Pro"));
    assertThat(free.throttle()).isNull();
    assertThat(free.quota()).isNull();
  }

  @Test
  void usage_isCountedPerKeyAndDay() {
    var key = create("k1", VALUE);
    add("Basic", key.id());
    var idle = create("k2", VALUE + "2");
    add("Basic", idle.id());
    call(VALUE);
    call(VALUE);
    project.clock().advance(Duration.ofDays(1));
    call(VALUE);
    project.clock().advance(Duration.ofDays(1));
    call(VALUE);

    var usage =
        client.getUsage(
            get -> get.usagePlanId("Basic").startDate("2026-11-20").endDate("2026-11-23"));

    assertThat(usage.usagePlanId()).isEqualTo("Basic");
    assertThat(usage.startDate()).isEqualTo("2026-11-20");
    assertThat(usage.endDate()).isEqualTo("2026-11-23");
    assertThat(usage.items())
        .isEqualTo(
            Map.of(
                key.id(),
                List.of(List.of(0L, 5L), List.of(2L, 3L), List.of(1L, 2L), List.of(1L, 4L)),
                idle.id(),
                List.of(List.of(0L, 5L), List.of(0L, 5L), List.of(0L, 5L), List.of(0L, 5L))));
    var own =
        client.getUsage(get ->
            get.usagePlanId("Basic")
                .keyId(idle.id())
                .startDate("2026-11-23")
                .endDate("2026-11-23"));
    assertThat(own.items()).containsOnlyKeys(idle.id());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22, 2026-11-21",
    "yesterday, 2026-11-21",
    "2026-11-21, 2026-11-31",
    "0001-01-01, 9999-12-31"
  })
  void usageOfNoDays_is400(String start, String end) {
    assertThatThrownBy(
            () -> client.getUsage(get -> get.usagePlanId("Basic").startDate(start).endDate(end)))
        .isInstanceOf(BadRequestException.class);
  }
}
