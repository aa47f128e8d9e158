package dev.cubby.shared.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.cubby.shared.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The text of exactly one JSON value (RFC 8259), unchanged.
///
/// Numbers are not converted: `1.0`, `1e400` and numbers of twenty digits keep their text.
public record JsonText(String text) {

  /// The maximum nesting depth of arrays and objects.
  public static final int MAX_DEPTH = 100;

  /// How much deeper values in operations may be: a batch, its list, the operation.
  private static final int OPERATION_DEPTH = 3;

  private static final JsonFactory FACTORY = factory(MAX_DEPTH);
  private static final JsonFactory OPERATIONS = factory(MAX_DEPTH + OPERATION_DEPTH);

  /// Parses one JSON value without duplicate names, at most [#MAX_DEPTH] levels deep.
  ///
  /// @throws ProblemException with the position of the error
  public static JsonText parse(String text) {
    return parse(text, FACTORY, 0);
  }

  /// Parses a batch or a patch, whose operations hold values of at most [#MAX_DEPTH] levels.
  ///
  /// @throws ProblemException with the position of the error; if it nests too deep, with the
  ///   operation
  public static JsonText parseOperations(String text) {
    return parse(text, OPERATIONS, OPERATION_DEPTH);
  }

  private static JsonText parse(String text, JsonFactory factory, int named) {
    try (var parser = factory.createParser(text)) {
      if (parser.nextToken() == null) {
        throw ProblemException.invalid("body", "must not be empty; send a JSON value");
      }
      skipValue(parser, named);
      if (parser.nextToken() != null) {
        throw ProblemException.invalid("body", "must contain only one JSON value");
      }
      return new JsonText(text);
    } catch (JsonProcessingException e) {
      throw ProblemException.invalid("body", Json.describe(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Names a value that nests too deep by as much of its path as leads to a value of an operation.
  private static void skipValue(JsonParser parser, int named) throws IOException {
    try {
      parser.skipChildren();
    } catch (StreamConstraintsException _) {
      var path = parser.getParsingContext().pathAsPointer();
      var place = new StringBuilder();
      for (int i = 0; i < named; i++, path = path.tail()) {
        place.append(
            path.mayMatchElement()
                ? "[" + path.getMatchingIndex() + "]"
                : (i == 0 ? "" : ".") + path.getMatchingProperty());
      }
      throw ProblemException.invalid(
          place.isEmpty() ? "body" : place.toString(),
          "must not nest deeper than " + MAX_DEPTH + " levels");
    }
  }

  /// Returns a parser of the text.
  public JsonParser parser() throws IOException {
    return OPERATIONS.createParser(text);
  }

  // The caller limits the size of the text; only the depth needs a limit here.
  private static JsonFactory factory(int depth) {
    return JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build())
        .build();
  }
}
