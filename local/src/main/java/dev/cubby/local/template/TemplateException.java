package dev.cubby.local.template;

/// Thrown when a template cannot be run. Its message is one line that names the file, the line
/// where it is known, and the resource, parameter or section.
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

  /// The same failure, attributed to `subject`.
  public TemplateException of(String subject) {
    return new TemplateException(line, subject + ": " + detail, this);
  }

  /// The same failure, located in `file`.
  public TemplateException in(String file) {
    return new TemplateException(file + (line > 0 ? " line " + line : "") + ": " + detail, this);
  }
}
