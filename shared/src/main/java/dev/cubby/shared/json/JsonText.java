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

/// The text of exactly one JSON value (RFC 8259), kept as it was written.
///
/// Numbers are never converted, so `1.0`, `1e400` and twenty digits stay what they are.
public record JsonText(String text) {

  /// How deep arrays and objects may nest.
  public static final int MAX_DEPTH = 100;

  // The caller bounds the size of the text; depth is the only thing left to bound here.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /// Checks that `text` is one JSON value, without duplicate names, no deeper than [#MAX_DEPTH].
  ///
  /// @throws ProblemException if it is not, saying where
  public static JsonText parse(String text) {
    try (var parser = parser(text)) {
      if (parser.nextToken() == null) {
        throw ProblemException.invalid("body", "must not be empty; send a JSON value");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw ProblemException.invalid("body", "must contain only one JSON value");
      }
      return new JsonText(text);
    } catch (StreamConstraintsException _) {
      throw ProblemException.invalid("body", "must not nest deeper than " + MAX_DEPTH + " levels");
    } catch (JsonProcessingException e) {
      throw ProblemException.invalid("body", Json.describe(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonParser parser(String text) throws IOException {
    return FACTORY.createParser(text);
  }
}
