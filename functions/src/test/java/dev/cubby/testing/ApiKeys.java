package dev.cubby.testing;

import dev.cubby.local.controlplane.ControlPlane;
import dev.cubby.local.template.Template;
import dev.cubby.local.usage.UsagePlans;
import dev.cubby.shared.gateway.GatewayClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/// API Gateway's control plane with the plans of template.yaml and no keys, fresh for each
/// instance.
public final class ApiKeys implements AfterEachCallback {

  private static final Template TEMPLATE = Template.read(Path.of("../template.yaml"));

  private final ControlPlane controlPlane;
  private final ApiGatewayClient client;

  public ApiKeys() {
    var clock = InstantSource.system();
    var plans = UsagePlans.start(TEMPLATE, null, clock);
    controlPlane = ControlPlane.start(plans.registry(), false, clock);
    client = client(controlPlane.endpoint());
  }

  /// Where the control plane listens.
  public URI endpoint() {
    return controlPlane.endpoint();
  }

  /// A client as functions have it.
  public ApiGatewayClient client() {
    return client;
  }

  /// A client as functions have it, of a control plane of `local`.
  public static ApiGatewayClient client(URI endpoint) {
    return GatewayClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    client.close();
    controlPlane.close();
  }
}
