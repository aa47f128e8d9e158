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

  /// Replaces, or else creates.
  Call upsert(String path, String text);

  /// Where the thing of that name is, if a create of it was not answered.
  String path(String name);

  /// The text in the answer to a GET.
  String text(Answer read);

  List<View> views();

  /// A list, and what of a thing it shows: in its items, and by what is known of the thing.
  record View(
      String target,
      Function<JsonNode, String> ofItem,
      Function<Thing.Version, String> ofVersion) {}
}
