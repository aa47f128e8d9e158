package dev.cubby.local.controlplane;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cubby.local.template.UsagePlanDefinition;
import dev.cubby.local.usage.ApiKey;
import dev.cubby.local.usage.KeyRegistry;
import dev.cubby.local.usage.RegistryException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs operations against the keys and plans.
final class Operations {

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;

  /// The limit of one call for usage. API Gateway documents none.
  private static final int MAX_DAYS = 366;

  /// The remainder where a plan has no quota.
  private static final long UNLIMITED = -1;

  private final KeyRegistry registry;
  private final InstantSource clock;

  /// The response.
  ///
  /// @param document null for an empty body
  record Reply(int statusCode, @Nullable ObjectNode document) {}

  Operations(KeyRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  Reply run(Operation operation, Call call) throws OperationException {
    try {
      return switch (operation) {
        case CREATE_API_KEY -> createApiKey(call);
        case GET_API_KEYS -> getApiKeys(call);
        case GET_API_KEY ->
            new Reply(
                OK, Documents.key(registry.key(call.path().getFirst()), call.flag("includeValue")));
        case UPDATE_API_KEY -> updateApiKey(call);
        case DELETE_API_KEY -> {
          registry.delete(call.path().getFirst());
          yield new Reply(ACCEPTED, null);
        }
        case GET_USAGE_PLANS -> getUsagePlans(call);
        case GET_USAGE_PLAN -> new Reply(OK, Documents.plan(registry.plan(call.path().getFirst())));
        case CREATE_USAGE_PLAN_KEY -> createUsagePlanKey(call);
        case GET_USAGE_PLAN_KEYS -> getUsagePlanKeys(call);
        case GET_USAGE_PLAN_KEY ->
            new Reply(
                OK,
                Documents.planKey(registry.member(call.path().getFirst(), call.path().getLast())));
        case DELETE_USAGE_PLAN_KEY -> {
          registry.unsubscribe(call.path().getFirst(), call.path().getLast());
          yield new Reply(ACCEPTED, null);
        }
        case GET_USAGE -> getUsage(call);
      };
    } catch (RegistryException e) {
      throw OperationException.of(e);
    }
  }

  private Reply createApiKey(Call call) throws OperationException, RegistryException {
    var key =
        registry.create(
            new KeyRegistry.NewKey(
                call.text("value"),
                call.text("name"),
                call.text("description"),
                call.text("customerId"),
                call.body().path("enabled").asBoolean(false),
                call.texts("tags")));
    return new Reply(CREATED, Documents.key(key, true));
  }

  private Reply getApiKeys(Call call) throws OperationException {
    var name = call.query().getOrDefault("name", "");
    var customerId = call.query().get("customerId");
    var keys =
        named(registry.keys(), name).stream()
            .filter(key -> customerId == null || customerId.equals(key.customerId()))
            .toList();
    return new Reply(
        OK,
        Documents.list(
            Page.of(keys, ApiKey::id, call),
            key -> Documents.key(key, call.flag("includeValues"))));
  }

  private Reply updateApiKey(Call call) throws OperationException, RegistryException {
    var patch = KeyPatch.read(call.body().path("patchOperations"));
    long now = clock.instant().getEpochSecond();
    var key = registry.update(call.path().getFirst(), known -> patch.apply(known, now));
    return new Reply(OK, Documents.key(key, false));
  }

  private Reply getUsagePlans(Call call) throws OperationException, RegistryException {
    var keyId = call.query().get("keyId");
    var plans = keyId == null ? registry.plans() : registry.plansOf(registry.key(keyId).id());
    return new Reply(
        OK, Documents.list(Page.of(plans, UsagePlanDefinition::id, call), Documents::plan));
  }

  private Reply createUsagePlanKey(Call call) throws OperationException, RegistryException {
    if (!call.requiredText("keyType").equals("API_KEY")) {
      throw OperationException.badRequest("Invalid key type specified. Must be API_KEY");
    }
    var key = registry.subscribe(call.path().getFirst(), call.requiredText("keyId"));
    return new Reply(CREATED, Documents.planKey(key));
  }

  private Reply getUsagePlanKeys(Call call) throws OperationException, RegistryException {
    var keys =
        named(registry.members(call.path().getFirst()), call.query().getOrDefault("name", ""));
    return new Reply(OK, Documents.list(Page.of(keys, ApiKey::id, call), Documents::planKey));
  }

  private Reply getUsage(Call call) throws OperationException, RegistryException {
    var planId = call.path().getFirst();
    var start = call.day("startDate");
    var end = call.day("endDate");
    if (end.isBefore(start) || end.isAfter(start.plusDays(MAX_DAYS - 1))) {
      throw OperationException.badRequest(
          "endDate is before startDate, or more than " + MAX_DAYS + " days after it");
    }
    var keyId = call.query().get("keyId");
    var keys = keyId == null ? registry.members(planId) : List.of(registry.member(planId, keyId));
    var page = Page.of(keys, ApiKey::id, call);
    var document =
        Documents.object()
            .put("usagePlanId", planId)
            .put("startDate", start.toString())
            .put("endDate", end.toString());
    Documents.putPresent(document, "position", page.position());
    var values = document.putObject("values");
    for (var key : page.items()) {
      addDays(values.putArray(key.id()), planId, key.id(), start, end);
    }
    return new Reply(OK, document);
  }

  private void addDays(ArrayNode days, String planId, String keyId, LocalDate start, LocalDate end)
      throws RegistryException {
    for (var day : start.datesUntil(end.plusDays(1)).toList()) {
      var usage = registry.usage(planId, keyId, day);
      var remaining = usage.remaining();
      days.addArray().add(usage.used()).add(remaining == null ? UNLIMITED : remaining);
    }
  }

  /// The keys whose name starts with `name`.
  private static List<ApiKey> named(List<ApiKey> keys, String name) {
    return keys.stream()
        .filter(key -> (key.name() == null ? "" : key.name()).startsWith(name))
        .toList();
  }
}
