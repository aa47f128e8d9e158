package dev.cubby.functions.collections;

import dev.cubby.shared.dynamodb.Binary;
import dev.cubby.shared.json.JsonText;
import dev.cubby.shared.json.Scalar;
import dev.cubby.shared.problem.ProblemException;
import java.util.Optional;
import java.util.function.Function;

/// A range of the values of one field, all of one type.
///
/// @param parameter the query parameter that states it
record ValueRange(String parameter, Cut lower, Cut upper) {

  /// A place among keys: before or after all that continue with `bytes`.
  record Cut(Binary bytes, boolean after) {

    /// Returns this place among keys that begin with `beginning`.
    Binary in(Binary beginning) {
      var place = beginning.append(bytes);
      return after ? place.afterPrefix() : place;
    }

    private Cut inverted() {
      return new Cut(bytes.inverted(), !after);
    }
  }

  private record Bound(String parameter, Scalar value) {

    // One of two parameters that exclude each other.
    static Optional<Bound> of(
        String one, String other, Function<String, Optional<String>> parameter) {
      if (parameter.apply(one).isPresent() && parameter.apply(other).isPresent()) {
        throw ProblemException.invalid(other, "cannot be combined with " + one);
      }
      return Optional.of(one)
          .filter(name -> parameter.apply(name).isPresent())
          .or(() -> Optional.of(other))
          .flatMap(name -> parameter.apply(name).map(text -> new Bound(name, scalar(name, text))));
    }

    IndexValue.Type type() {
      return IndexValue.Type.of(value);
    }

    Cut cut(String after) {
      return new Cut(IndexValue.bytes(value), parameter.equals(after));
    }
  }

  /// Reads the range in `prefix`, or in one of `gte` and `gt` and one of `lte` and `lt`; empty if
  /// they are absent.
  static Optional<ValueRange> of(Function<String, Optional<String>> parameter) {
    var lower = Bound.of("gte", "gt", parameter);
    var upper = Bound.of("lte", "lt", parameter);
    var prefix = parameter.apply("prefix");
    if (prefix.isPresent()) {
      if (lower.isPresent() || upper.isPresent()) {
        throw ProblemException.invalid("prefix", "cannot be combined with gte, gt, lte or lt");
      }
      return Optional.of(beginningWith(scalar("prefix", prefix.get())));
    }
    return lower
        .or(() -> upper)
        .map(stated -> {
          var type = stated.type();
          upper
              .filter(bound -> bound.type() != type)
              .ifPresent(bound -> {
                throw ProblemException.invalid(
                    bound.parameter(), "must be of the same type as " + stated.parameter());
              });
          return new ValueRange(
              stated.parameter(),
              lower.map(bound -> bound.cut("gt")).orElse(new Cut(type.first(), false)),
              upper.map(bound -> bound.cut("lte")).orElse(new Cut(type.last(), true)));
        });
  }

  /// Returns the range as a descending field has it.
  ValueRange inverted() {
    return new ValueRange(parameter, upper.inverted(), lower.inverted());
  }

  /// Reads a value that an index can contain.
  static Scalar scalar(String parameter, String json) {
    var value =
        Scalar.of(json(parameter, json))
            .orElseThrow(
                () -> ProblemException.invalid(parameter, "must not be an object or array"));
    IndexValue.violation(value)
        .ifPresent(message -> {
          throw ProblemException.invalid(parameter, message);
        });
    return value;
  }

  /// Reads a JSON value.
  static JsonText json(String parameter, String text) {
    try {
      return JsonText.parse(text);
    } catch (ProblemException _) {
      throw ProblemException.invalid(
          parameter, "must be JSON, with quotation marks around a string");
    }
  }

  private static ValueRange beginningWith(Scalar value) {
    if (!(value instanceof Scalar.Text(var text))) {
      throw ProblemException.invalid("prefix", "must be a string");
    }
    var bytes = IndexValue.prefixBytes(text);
    return new ValueRange("prefix", new Cut(bytes, false), new Cut(bytes, true));
  }
}
