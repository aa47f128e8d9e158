package dev.cubby.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/// Answers the credentials that an SDK client would sign with, on the function's thread and on one
/// of the common pool.
public final class Credentials implements RequestHandler<Object, Map<String, String>> {

  @Override
  public Map<String, String> handleRequest(Object event, Context context) {
    var own = resolve();
    var inPool =
        CompletableFuture.supplyAsync(Credentials::resolve, ForkJoinPool.commonPool()).join();
    return Map.of(
        "own", own.accessKeyId() + " " + own.secretAccessKey(),
        "inPool", inPool.accessKeyId() + " " + inPool.secretAccessKey(),
        "session", Boolean.toString(own instanceof AwsSessionCredentials));
  }

  private static AwsCredentials resolve() {
    try (var provider = DefaultCredentialsProvider.builder().build()) {
      return provider.resolveCredentials();
    }
  }
}
