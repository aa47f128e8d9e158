package dev.cubby.local.controlplane;

import dev.cubby.local.template.ThrottleDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A supported operation, with its method and path.
enum Operation {
  CREATE_API_KEY("CreateApiKey", "POST", "/apikeys"),
  GET_API_KEYS("GetApiKeys", "GET", "/apikeys"),
  GET_API_KEY("GetApiKey", "GET", "/apikeys/{}"),
  UPDATE_API_KEY("UpdateApiKey", "PATCH", "/apikeys/{}"),
  DELETE_API_KEY("DeleteApiKey", "DELETE", "/apikeys/{}"),
  GET_USAGE_PLANS("GetUsagePlans", "GET", "/usageplans"),
  GET_USAGE_PLAN("GetUsagePlan", "GET", "/usageplans/{}"),
  CREATE_USAGE_PLAN_KEY("CreateUsagePlanKey", "POST", "/usageplans/{}/keys"),
  GET_USAGE_PLAN_KEYS("GetUsagePlanKeys", "GET", "/usageplans/{}/keys"),
  GET_USAGE_PLAN_KEY("GetUsagePlanKey", "GET", "/usageplans/{}/keys/{}"),
  DELETE_USAGE_PLAN_KEY("DeleteUsagePlanKey", "DELETE", "/usageplans/{}/keys/{}"),
  GET_USAGE("GetUsage", "GET", "/usageplans/{}/usage");

  /// Of all operations together: 10 per second, 40 at once ("Amazon API Gateway quotas").
  static final ThrottleDefinition TOTAL_RATE = new ThrottleDefinition(10, 40);

  private static final ThrottleDefinition FIVE_PER_SECOND = new ThrottleDefinition(5, 5);

  private final String operationName;
  private final String method;
  private final String path;

  Operation(String operationName, String method, String path) {
    this.operationName = operationName;
    this.method = method;
    this.path = path;
  }

  /// The rate of this operation alone ("Amazon API Gateway quotas"); null where only the total
  /// counts.
  @Nullable ThrottleDefinition rate() {
    return switch (this) {
      case CREATE_API_KEY, DELETE_API_KEY -> FIVE_PER_SECOND;
      default -> null;
    };
  }

  /// The operation with this method and path; null if unsupported.
  static @Nullable Operation of(String method, String path) {
    var segments = segments(path);
    for (var operation : values()) {
      if (operation.method.equals(method) && operation.parameters(segments) != null) {
        return operation;
      }
    }
    return null;
  }

  /// The values of the path's parameters.
  List<String> parameters(String path) {
    var parameters = parameters(segments(path));
    if (parameters == null) {
      throw new IllegalArgumentException(path + " is not a path of " + operationName);
    }
    return parameters;
  }

  private @Nullable List<String> parameters(List<String> segments) {
    var pattern = segments(path);
    if (segments.size() != pattern.size()) {
      return null;
    }
    var parameters = new ArrayList<String>();
    for (int i = 0; i < pattern.size(); i++) {
      if (pattern.get(i).equals("{}")) {
        parameters.add(segments.get(i));
      } else if (!pattern.get(i).equals(segments.get(i))) {
        return null;
      }
    }
    return parameters;
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }
}
