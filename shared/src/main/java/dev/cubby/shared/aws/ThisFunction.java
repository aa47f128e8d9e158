package dev.cubby.shared.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/// Region, credentials and endpoint of the clients of a function, from the environment that Lambda
/// defines.
///
/// The SDK's default chains find the same, but load 450 classes for it: they look for profiles,
/// instance metadata and the exceptions of every service in every region.
public final class ThisFunction {

  private ThisFunction() {}

  /// Applies them to the `builder` of a client of `service`, as in its host name. The environment's
  /// variable `endpoint`, or else `AWS_ENDPOINT_URL`, states another URL.
  public static <B extends AwsClientBuilder<B, C>, C> B on(
      B builder, String service, String endpoint) {
    var region = Region.of(System.getenv("AWS_REGION"));
    return builder
        .region(region)
        .credentialsProvider(
            // Lambda gives functions with SnapStart the second kind.
            AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                ContainerCredentialsProvider.create()))
        .endpointOverride(
            Optional.ofNullable(System.getenv(endpoint))
                .or(() -> Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")))
                .map(URI::create)
                .orElseGet(() -> endpointOf(service, region)));
  }

  static URI endpointOf(String service, Region region) {
    var suffix = PartitionMetadata.of(region).dnsSuffix();
    return URI.create("https://" + service + "." + region.id() + "." + suffix);
  }
}
