package dev.cubby.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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

  /// Takes the title in an index entry for that of the note, which may have another one by now.
  IGNORES_LATENESS {
    // By sort key. No two notes of the tests have the same.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<AttributeValue, AttributeValue> entries = new ConcurrentHashMap<>();

    @Override
    public SdkResponse modifyResponse(
        Context.ModifyResponse context, ExecutionAttributes attributes) {
      return switch (context.response()) {
        case QueryResponse page -> {
          page.items().forEach(entry -> entries.put(entry.get("SK"), entry.get("GSI1SK")));
          yield page;
        }
        case BatchGetItemResponse batch -> {
          var notes = new HashMap<>(batch.responses());
          notes.replaceAll((_, items) -> items.stream().map(this::asInItsEntry).toList());
          yield batch.toBuilder().responses(notes).build();
        }
        default -> context.response();
      };
    }

    private Map<String, AttributeValue> asInItsEntry(Map<String, AttributeValue> note) {
      var changed = new HashMap<>(note);
      changed.put("title", entries.get(note.get("SK")));
      return changed;
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
