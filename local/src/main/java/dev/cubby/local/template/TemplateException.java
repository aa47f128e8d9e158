package dev.cubby.local.template;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/// Thrown when a template cannot be run. Its message has a line for each reason, which names the
/// file, the line where it is known, and the resource, parameter or section.
public final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final String detail;

  /// A failure without a line.
  public TemplateException(String detail) {
    this(0, detail);
  }

  /// A failure at this line, 0 for none.
  public TemplateException(int line, String detail) {
    super(detail);
    this.line = line;
    this.detail = detail;
  }

  /// A failure at this line, 0 for none.
  public TemplateException(int line, String detail, Throwable cause) {
    super(detail, cause);
    this.line = line;
    this.detail = detail;
  }

  private TemplateException(String message, TemplateException cause) {
    super(message, cause);
    this.line = cause.line;
    this.detail = cause.detail;
  }

  private TemplateException(List<TemplateException> failures) {
    super(failures.stream().map(TemplateException::getMessage).collect(joining("\n")));
    this.line = 0;
    this.detail = String.valueOf(getMessage());
    failures.forEach(this::addSuppressed);
  }

  /// One failure for all of `failures`, of which there is at least one, in the order of lines.
  static TemplateException all(List<TemplateException> failures) {
    return failures.size() == 1
        ? failures.getFirst()
        : new TemplateException(
            failures.stream().sorted(Comparator.comparingInt(failure -> failure.line)).toList());
  }

  /// The same failure, attributed to `subject`.
  public TemplateException of(String subject) {
    return each(
        failure -> new TemplateException(failure.line, subject + ": " + failure.detail, failure));
  }

  /// The same failure, located in `file`.
  public TemplateException in(String file) {
    return each(failure ->
        new TemplateException(
            file + (failure.line > 0 ? " line " + failure.line : "") + ": " + failure.detail,
            failure));
  }

  /// The failures that this one stands for: itself, unless it stands for several.
  List<TemplateException> parts() {
    var parts =
        Arrays.stream(getSuppressed())
            .filter(TemplateException.class::isInstance)
            .map(TemplateException.class::cast)
            .toList();
    return parts.isEmpty() ? List.of(this) : parts;
  }

  /// Whether `other` has the same line and the same reason, perhaps of another subject.
  boolean repeats(TemplateException other) {
    return line == other.line && reason().equals(other.reason());
  }

  private String reason() {
    return getCause() instanceof TemplateException cause ? cause.reason() : detail;
  }

  private TemplateException each(UnaryOperator<TemplateException> change) {
    return all(parts().stream().map(change).toList());
  }
}
