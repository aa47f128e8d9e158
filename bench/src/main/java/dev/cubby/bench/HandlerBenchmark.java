package dev.cubby.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What [Handlers] runs: a function's event of events/, whose body, or what it reads, has `bytes`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@NullUnmarked // JMH sets the fields.
public class HandlerBenchmark {

  @Param({"records.GetRecord", "records.CreateRecord", "records.PatchRecord", "notes.ListNotes"})
  private String handler;

  @Param("200")
  private int bytes;

  private RequestStreamHandler function;
  private byte[] event;
  // The runtime has one, which it empties before each call.
  private final ByteArrayOutputStream response = new ByteArrayOutputStream();

  /// Makes the function and its event.
  @Setup
  public void make() throws IOException, ReflectiveOperationException {
    var type = Class.forName("dev.cubby.functions." + handler);
    function = (RequestStreamHandler) type.getConstructor().newInstance();
    var mapper = new ObjectMapper();
    var name = handler.substring(handler.indexOf('.') + 1);
    var json = (ObjectNode) mapper.readTree(Functions.event(name));
    if (name.equals("CreateRecord")) {
      json.put("body", InstantAws.value(bytes));
    }
    event = mapper.writeValueAsString(json).getBytes(UTF_8);
    function.handleRequest(new ByteArrayInputStream(event), response, null);
    if (!response.toString(UTF_8).startsWith("{\"statusCode\":20")) {
      throw new IOException(response.toString(UTF_8));
    }
    // Lambda takes the log; JMH has standard output.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }

  /// Handles the event.
  @Benchmark
  public ByteArrayOutputStream call() throws IOException {
    response.reset();
    function.handleRequest(new ByteArrayInputStream(event), response, null);
    return response;
  }
}
