package dev.cubby.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandle;

/// A loaded handler of any kind: event bytes in, result bytes out.
sealed interface Handler {

  /// Calls the function.
  ///
  /// @throws Throwable whatever the function throws
  byte[] handle(byte[] event, Context context) throws Throwable;

  /// A `RequestStreamHandler`.
  record OfStreams(RequestStreamHandler handler) implements Handler {

    @Override
    public byte[] handle(byte[] event, Context context) throws Throwable {
      var output = new ByteArrayOutputStream();
      handler.handleRequest(new ByteArrayInputStream(event), output, context);
      return output.toByteArray();
    }
  }

  /// A `RequestHandler`, with the runtime's serializers of its two types.
  record OfObjects(
      RequestHandler<Object, Object> handler,
      PojoSerializer<Object> input,
      PojoSerializer<Object> output)
      implements Handler {

    @Override
    public byte[] handle(byte[] event, Context context) throws Throwable {
      return write(
          output, handler.handleRequest(input.fromJson(new ByteArrayInputStream(event)), context));
    }
  }

  /// A `Class::method` that implements no interface of the runtime. `method` is bound to its
  /// instance and takes the event and the context.
  record OfMethod(MethodHandle method, PojoSerializer<Object> input, PojoSerializer<Object> output)
      implements Handler {

    @Override
    public byte[] handle(byte[] event, Context context) throws Throwable {
      return write(output, method.invoke(input.fromJson(new ByteArrayInputStream(event)), context));
    }
  }

  private static byte[] write(PojoSerializer<Object> serializer, Object result) {
    var bytes = new ByteArrayOutputStream();
    serializer.toJson(result, bytes);
    return bytes.toByteArray();
  }
}
