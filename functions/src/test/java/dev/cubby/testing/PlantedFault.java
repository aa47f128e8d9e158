package dev.cubby.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// A fault that code with a table can have. As an interceptor of its calls it makes sound code
/// behave as if it had the fault.
public enum PlantedFault implements ExecutionInterceptor {
  NONE,

  /// Takes what a BatchGetItem returns for all that there is.
  IGNORES_UNPROCESSED_KEYS {
    @Override
    public SdkResponse modifyResponse(
        Context.ModifyResponse context, ExecutionAttributes attributes) {
      return context.response() instanceof BatchGetItemResponse batch
          ? batch.toBuilder().unprocessedKeys(Map.of()).build()
          : context.response();
    }
  },

  /// Takes the first page of a Query for all pages.
  IGNORES_POSITIONS {
    @Override
    public SdkResponse modifyResponse(
        Context.ModifyResponse context, ExecutionAttributes attributes) {
      return context.response() instanceof QueryResponse page
          ? page.toBuilder().lastEvaluatedKey(null).build()
          : context.response();
    }
  },

  /// Takes an error for success.
  IGNORES_ERRORS {
    @Override
    public SdkHttpResponse modifyHttpResponse(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      var response = context.httpResponse();
      return response.statusCode() == 400
          ? response.toBuilder()
              .statusCode(200)
              .removeHeader("x-amz-crc32")
              .putHeader(IGNORED, "error")
              .build()
          : response;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      return context.httpResponse().firstMatchingHeader(IGNORED).isPresent()
          ? Optional.of(new ByteArrayInputStream("{}".getBytes(UTF_8)))
          : context.responseBody();
    }
  },

  /// Writes an item whether or not it is still there.
  FORGETS_ABSENCE {
    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      return context.request() instanceof UpdateItemRequest update
          ? update.toBuilder()
              .conditionExpression(
                  "(" + update.conditionExpression() + ") OR attribute_not_exists(PK)")
              .build()
          : context.request();
    }
  };

  private static final String IGNORED = "Ignored";
}
