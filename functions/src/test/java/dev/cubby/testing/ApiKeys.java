package dev.cubby.testing;

import dev.cubby.local.controlplane.ControlPlane;
import dev.cubby.local.template.Template;
import dev.cubby.local.template.reader.TemplateReader;
import dev.cubby.local.usage.UsagePlans;
import dev.cubby.shared.gateway.GatewayClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.UsagePlanKey;

/// API Gateway's control plane with the plans of template.yaml and no keys, fresh for each
/// instance.
public final class ApiKeys implements AfterEachCallback {

  /// The ids of the plans, which are their logical ids, as functions know them.
  public static final Map<String, String> PLAN_IDS =
      Map.of("admin", "AdminPlan", "basic", "BasicPlan", "pro", "ProPlan");

  /// The `RateLimit-Policy` of each plan, with the limits of template.yaml.
  public static final Map<String, String> RATE_LIMIT_POLICIES =
      Map.of(
          "admin", "\"rate\";q=50;w=1;cubby-burst=100",
          "basic", "\"rate\";q=10;w=1;cubby-burst=20, \"quota\";q=10000;w=86400",
          "pro", "\"rate\";q=100;w=1;cubby-burst=200, \"quota\";q=1000000;w=2592000");

  private static final Template TEMPLATE = TemplateReader.read(Path.of("../template.yaml"));

  private final UsagePlans plans;
  private final ControlPlane controlPlane;
  private final ApiGatewayClient client;

  public ApiKeys() {
    this(InstantSource.system());
  }

  /// Counts requests on the days of `clock`.
  public ApiKeys(InstantSource clock) {
    this(clock, false);
  }

  private ApiKeys(InstantSource clock, boolean rationed) {
    plans = UsagePlans.start(TEMPLATE, null, clock);
    controlPlane = ControlPlane.start(plans.registry(), rationed, clock);
    client = client(controlPlane.endpoint());
  }

  /// Takes as many calls a second as AWS does, by the time of `clock`.
  public static ApiKeys rationed(InstantSource clock) {
    return new ApiKeys(clock, true);
  }

  /// Where the control plane listens.
  public URI endpoint() {
    return controlPlane.endpoint();
  }

  /// A client as functions have it.
  public ApiGatewayClient client() {
    return client;
  }

  /// The same, with `kill` in the way of its calls.
  public ApiGatewayClient client(Kill kill) {
    return client(endpoint(), kill);
  }

  /// A client as functions have it, of a control plane of `local`.
  public static ApiGatewayClient client(URI endpoint) {
    return client(endpoint, Kill.NEVER);
  }

  /// The ids by which a plan counts keys, by the hashes of these.
  public Map<String, String> countedBy(String plan) {
    return client
        .getUsagePlanKeys(get -> get.usagePlanId(PLAN_IDS.get(plan)).limit(500))
        .items()
        .stream()
        .collect(Collectors.toMap(UsagePlanKey::value, UsagePlanKey::id));
  }

  /// Makes a request with the key of that `hash`, as far as its plan sees it.
  public void use(String hash) {
    plans.admit(hash, "/records/GET");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    client.close();
    controlPlane.close();
  }

  private static ApiGatewayClient client(URI endpoint, Kill kill) {
    var builder = GatewayClient.builder();
    ClientOverrideConfiguration override = builder.overrideConfiguration();
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(override.toBuilder().addExecutionInterceptor(kill).build())
        .build();
  }
}
