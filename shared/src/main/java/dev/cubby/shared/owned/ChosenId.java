package dev.cubby.shared.owned;

import dev.cubby.shared.problem.ProblemException;
import java.util.regex.Pattern;

/// The ids that clients may choose: 1 to 255 characters from `A-Z a-z 0-9 . _ ~ : @ -`, except `.`
/// and `..`, which clients remove from a path (RFC 3986 §5.2.4).
public final class ChosenId {

  /// The characters, for a message.
  public static final String CHARACTERS = "characters from A-Z a-z 0-9 . _ ~ : @ -";

  /// The maximum length in characters.
  public static final int MAX_LENGTH = 255;

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._~:@-]{0," + MAX_LENGTH + "}");

  private ChosenId() {}

  /// Returns `id` if it is valid.
  ///
  /// @throws ProblemException naming the `parameter`
  public static String valid(String parameter, String id) {
    if (id.isEmpty() || !isPrefix(id)) {
      throw ProblemException.invalid(parameter, "must have 1 to 255 " + CHARACTERS);
    }
    if (!isValid(id)) {
      throw ProblemException.invalid(
          parameter, "must not be . or .., which clients remove from a path");
    }
    return id;
  }

  /// Whether `id` is valid.
  public static boolean isValid(String id) {
    return !id.isEmpty() && isPrefix(id) && !id.equals(".") && !id.equals("..");
  }

  /// Whether an id may begin with `text`.
  public static boolean isPrefix(String text) {
    return PREFIX.matcher(text).matches();
  }
}
