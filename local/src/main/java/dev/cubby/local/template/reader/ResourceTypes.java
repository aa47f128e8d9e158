package dev.cubby.local.template.reader;

import java.util.Set;

/// The resource types that `local` treats in a way of their own. All others are names.
final class ResourceTypes {

  static final String FUNCTION = "AWS::Serverless::Function";
  static final String API = "AWS::Serverless::Api";
  static final String TABLE = "AWS::DynamoDB::Table";
  static final String SIMPLE_TABLE = "AWS::Serverless::SimpleTable";
  static final String LOG_GROUP = "AWS::Logs::LogGroup";
  static final String API_KEY = "AWS::ApiGateway::ApiKey";
  static final String USAGE_PLAN = "AWS::ApiGateway::UsagePlan";
  static final String USAGE_PLAN_KEY = "AWS::ApiGateway::UsagePlanKey";
  static final String EVENT_SOURCE_MAPPING = "AWS::Lambda::EventSourceMapping";
  static final String QUEUE = "AWS::SQS::Queue";
  static final String TOPIC = "AWS::SNS::Topic";
  static final String BUCKET = "AWS::S3::Bucket";

  private static final Set<String> RUN =
      Set.of(FUNCTION, API, TABLE, API_KEY, USAGE_PLAN, USAGE_PLAN_KEY, EVENT_SOURCE_MAPPING);

  /// Resources that change nothing on a laptop: permissions, monitoring, and what the API is
  /// reached through. Queues and topics are names that events refer to.
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          LOG_GROUP,
          QUEUE,
          TOPIC,
          "AWS::ApiGateway::Account",
          "AWS::Budgets::Budget",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::CompositeAlarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::KMS::Alias",
          "AWS::KMS::Key",
          "AWS::Lambda::Alias",
          "AWS::Lambda::Permission",
          "AWS::Lambda::Version",
          "AWS::Logs::MetricFilter",
          "AWS::Logs::QueryDefinition",
          "AWS::Logs::ResourcePolicy",
          "AWS::SNS::Subscription",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::WAFv2::WebACLAssociation",
          "AWS::XRay::SamplingRule");

  private ResourceTypes() {}

  /// Whether resources of this type do something on AWS that they do not do here.
  static boolean isNameOnly(String type) {
    return !RUN.contains(type) && !WITHOUT_EFFECT.contains(type);
  }
}
