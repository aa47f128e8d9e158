package dev.cubby.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// How a test creates, reads, replaces and lists one kind of resource over HTTP. A resource has a
/// name, and a text that tells each of its versions from all others.
public sealed interface ResourceType permits Documents, IdResource, Records, Users {

  /// All of them.
  static List<ResourceType> all() {
    return Stream.concat(
            Stream.of(new Records(), new Users(), new Documents()),
            Stream.<ResourceType>of(IdResource.values()))
        .toList();
  }

  /// A version that a client knows.
  record Version(String name, String text, String etag) {}

  /// A list, and what it shows of a resource: in its items, and by what a client knows.
  record View(
      String target, Function<JsonNode, String> ofItem, Function<Version, String> ofVersion) {}

  /// Makes what must be there before the first creation, unless it is.
  default void prepare(Function<Call, Answer> api) {}

  Call create(String name, String text);

  Call replace(String path, String text);

  /// The path of the resource with this name, as long as no answer has told it.
  String path(String name);

  /// The text of a resource as a GET returns it.
  String text(JsonNode resource);

  List<View> views();

  /// The ids of the resources whose name is `name` or starts with it.
  List<String> ids(String name, Function<Call, Answer> api);

  /// Queries that a creation accepts, which make it another request.
  default List<String> queries() {
    return List.of("?ttl=600", "?ttl=601", "");
  }

  /// Whether what is created may expire.
  default boolean mayExpire() {
    return true;
  }

  /// Whether a second creation with the same name returns 409.
  default boolean hasUniqueNames() {
    return true;
  }

  /// Whether clients choose the path. Otherwise a client creates nothing without an
  /// `Idempotency-Key`, for it could not find what a lost answer was about.
  default boolean isNamedByClients() {
    return false;
  }

  /// Whether what was prepared lets only its user create.
  default boolean isOfOneUser() {
    return false;
  }

  /// Whether a text can be as long as the one that clients share.
  default boolean takesLongTexts() {
    return false;
  }

  /// The status that a DELETE returns.
  default int deleted() {
    return 204;
  }
}
