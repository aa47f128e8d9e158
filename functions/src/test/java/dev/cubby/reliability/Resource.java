package dev.cubby.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cubby.testing.Answer;
import dev.cubby.testing.Call;
import java.util.List;
import java.util.function.Function;

/// What the properties need to know of a resource: how its things are written, read and listed over
/// HTTP. A thing has a name, and a text by which each of its versions is told from all others.
interface Resource {

  Call create(String name, String text);

  Call replace(String path, String text);

  /// Where the thing of that name is, as long as no answer has told.
  String path(String name);

  /// The text in the answer to a GET.
  String text(Answer read);

  List<View> views();

  /// Whether clients say where its things are. Where they do not, nothing is created but with an
  /// `Idempotency-Key`, else a client could not find what a lost answer was about.
  default boolean isNamedByClients() {
    return false;
  }

  /// Whether a text can be as long as the one that clients share.
  default boolean takesLongTexts() {
    return true;
  }

  /// How a DELETE is answered.
  default int deleted() {
    return 204;
  }

  /// A list, and what of a thing it shows: in its items, and by what is known of the thing.
  record View(
      String target,
      Function<JsonNode, String> ofItem,
      Function<Thing.Version, String> ofVersion) {}
}
