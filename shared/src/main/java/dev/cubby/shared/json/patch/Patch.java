package dev.cubby.shared.json.patch;

import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.problem.ProblemException;
import java.util.Optional;

/// A change of a JSON value. Numbers, strings, and the order of members keep their text unless the
/// patch replaces them. An array or object loses the white space between its members if one of them
/// changes.
public sealed interface Patch permits JsonPatch, MergePatch {

  /// Reads a patch of a media type, which is in lower case and without parameters. Empty if the
  /// type is neither `application/merge-patch+json` nor `application/json-patch+json`.
  ///
  /// @throws ProblemException 400 naming each malformed part of the patch
  static Optional<Patch> read(String mediaType, String json) {
    return switch (mediaType) {
      case "application/merge-patch+json" ->
          Optional.of(new MergePatch(NodeReader.read(JsonText.parse(json))));
      case "application/json-patch+json" ->
          Optional.of(JsonPatch.of(NodeReader.read(JsonText.parseOperations(json))));
      default -> Optional.empty();
    };
  }

  /// Returns `value` with this change.
  ///
  /// @throws ProblemException 409 if an operation does not apply to `value`, 413 if it makes the
  ///   value larger than [Document#MAX_LENGTH], 400 if it makes the value nest deeper than
  ///   [JsonText#MAX_DEPTH] levels or a number longer than [Operation#MAX_DIGITS], or copies and
  ///   moves more than [Document#MAX_CARRIED]
  JsonText apply(JsonText value);
}
