package dev.cubby.local.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// CloudFormation's pseudo parameters. `AWS::NoValue` has no value, and so is not among them.
public record PseudoParameters(
    String region, String accountId, String partition, String stackName) {

  /// The local values: account 000000000000, stack `local`, and the region of `AWS_REGION` or else
  /// us-east-1.
  public static PseudoParameters of(Map<String, String> processEnvironment) {
    var region = processEnvironment.getOrDefault("AWS_REGION", "");
    return new PseudoParameters(
        region.isBlank() ? "us-east-1" : region, "000000000000", "aws", "local");
  }

  /// The ARN of a `resource` of a `service` in this account and region.
  public String arn(String service, String resource) {
    return String.join(":", "arn", partition, service, region, accountId, resource);
  }

  public @Nullable String value(String name) {
    return switch (name) {
      case "AWS::Region" -> region;
      case "AWS::AccountId" -> accountId;
      case "AWS::Partition" -> partition;
      case "AWS::StackName" -> stackName;
      case "AWS::StackId" ->
          arn("cloudformation", "stack/" + stackName + "/00000000-0000-0000-0000-000000000000");
      case "AWS::URLSuffix" -> "amazonaws.com";
      default -> null;
    };
  }
}
