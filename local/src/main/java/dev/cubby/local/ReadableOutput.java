package dev.cubby.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/// Standard output for a person who watches. It leaves out the lines that functions print for
/// CloudWatch to read as metrics ("Embedded metric format",
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html),
/// except for stack traces in them. Everything else passes unchanged; lines that start with a brace
/// pass when they end.
final class ReadableOutput extends OutputStream {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String STACK_FRAME = "\n\tat ";

  private final PrintStream out;

  /// A line that starts with a brace, as far as it has come. Guarded by this.
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  /// Guarded by this.
  private boolean startsLine = true;

  private ReadableOutput(PrintStream out) {
    this.out = out;
  }

  /// A stream that writes readable output to `out`.
  static PrintStream to(PrintStream out) {
    return new PrintStream(new ReadableOutput(out), true, out.charset());
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int start = offset; start < end; ) {
      int next = nextLine(bytes, start, end);
      if (held.size() > 0 || (startsLine && bytes[start] == '{')) {
        held.write(bytes, start, next - start);
      } else {
        out.write(bytes, start, next - start);
      }
      startsLine = bytes[next - 1] == '\n';
      if (startsLine) {
        release();
      }
      start = next;
    }
  }

  /// The index after the first line feed, or `end`.
  private static int nextLine(byte[] bytes, int start, int end) {
    for (int index = start; index < end; index++) {
      if (bytes[index] == '\n') {
        return index + 1;
      }
    }
    return end;
  }

  private void release() {
    var line = held.toByteArray();
    held.reset();
    var text = new String(line, out.charset());
    if (!text.contains("\"CloudWatchMetrics\"")) {
      out.writeBytes(line);
      return;
    }
    try {
      var members = MAPPER.readTree(text);
      if (!members.at("/_aws/CloudWatchMetrics").isArray()) {
        out.writeBytes(line);
        return;
      }
      for (var member : members) {
        if (member.isTextual() && member.textValue().contains(STACK_FRAME)) {
          out.println(member.textValue().strip());
        }
      }
    } catch (JsonProcessingException e) {
      out.writeBytes(line);
    }
  }

  @Override
  public synchronized void flush() {
    out.flush();
  }

  /// Also passes a line that has not ended.
  @Override
  public synchronized void close() {
    release();
    out.close();
  }
}
