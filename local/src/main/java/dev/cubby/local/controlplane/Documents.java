package dev.cubby.local.controlplane;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cubby.local.template.ThrottleDefinition;
import dev.cubby.local.template.UsagePlanDefinition;
import dev.cubby.local.usage.ApiKey;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Keys and plans as the control plane returns them.
final class Documents {

  private static final JsonMapper MAPPER = new JsonMapper();

  private Documents() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ObjectNode key(ApiKey key, boolean withValue) {
    var document = object().put("id", key.id());
    if (withValue) {
      document.put("value", key.value());
    }
    putPresent(document, "name", key.name());
    putPresent(document, "description", key.description());
    putPresent(document, "customerId", key.customerId());
    document.put("enabled", key.enabled());
    document.put("createdDate", key.createdDate());
    document.put("lastUpdatedDate", key.lastUpdatedDate());
    document.putArray("stageKeys");
    if (!key.tags().isEmpty()) {
      document.set("tags", MAPPER.valueToTree(key.tags()));
    }
    return document;
  }

  static ObjectNode planKey(ApiKey key) {
    var document = object().put("id", key.id()).put("type", "API_KEY").put("value", key.value());
    putPresent(document, "name", key.name());
    return document;
  }

  static ObjectNode plan(UsagePlanDefinition plan) {
    var document = object().put("id", plan.id()).put("name", plan.name());
    putPresent(document, "description", plan.description());
    var stages = document.putArray("apiStages");
    plan.stages()
        .forEach((stage, throttles) -> {
          var apiStage = stages.addObject().put("apiId", stage.apiId()).put("stage", stage.name());
          if (!throttles.isEmpty()) {
            var methods = apiStage.putObject("throttle");
            throttles.forEach((method, throttle) -> put(methods.putObject(method), throttle));
          }
        });
    if (plan.throttle() != null) {
      put(document.putObject("throttle"), plan.throttle());
    }
    var quota = plan.quota();
    if (quota != null) {
      document
          .putObject("quota")
          .put("limit", quota.limit())
          .put("offset", quota.offset())
          .put("period", quota.period().name());
    }
    return document;
  }

  /// A list as API Gateway returns it: its member is `item`, whatever the SDK calls it.
  static <T> ObjectNode list(Page<T> page, Function<T, ObjectNode> document) {
    var list = object();
    putPresent(list, "position", page.position());
    var items = list.putArray("item");
    page.items().forEach(item -> items.add(document.apply(item)));
    return list;
  }

  static void putPresent(ObjectNode document, String name, @Nullable String value) {
    if (value != null) {
      document.put(name, value);
    }
  }

  private static void put(ObjectNode document, ThrottleDefinition throttle) {
    document.put("rateLimit", throttle.rateLimit()).put("burstLimit", throttle.burstLimit());
  }
}
