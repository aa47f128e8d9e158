package dev.cubby.testing;

/// Batches as clients send them.
public final class Batches {

  private Batches() {}

  /// A batch of these operations.
  public static Call of(String... operations) {
    return Call.post("/batch", "{\"operations\":[" + String.join(",", operations) + "]}");
  }

  public static String post(String path, String body) {
    return "{\"method\":\"POST\",\"path\":\"%s\",\"body\":%s}".formatted(path, body);
  }

  public static String put(String path, String etag, String body) {
    return "{\"method\":\"PUT\",\"path\":\"%s\",\"ifMatch\":%s,\"body\":%s}"
        .formatted(path, quoted(etag), body);
  }

  /// A PUT that only creates.
  public static String putNew(String path, String body) {
    return "{\"method\":\"PUT\",\"path\":\"%s\",\"ifNoneMatch\":\"*\",\"body\":%s}"
        .formatted(path, body);
  }

  public static String delete(String path, String etag) {
    return "{\"method\":\"DELETE\",\"path\":\"%s\",\"ifMatch\":%s}".formatted(path, quoted(etag));
  }

  private static String quoted(String etag) {
    return '"' + etag.replace("\"", "\\\"") + '"';
  }
}
