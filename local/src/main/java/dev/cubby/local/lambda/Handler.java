package dev.cubby.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

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

  /// A `Class::method` that implements no interface of the runtime.
  ///
  /// @param instance null for a static method
  record OfMethod(
      Method method,
      @Nullable Object instance,
      PojoSerializer<Object> input,
      PojoSerializer<Object> output)
      implements Handler {

    @Override
    public byte[] handle(byte[] event, Context context) throws Throwable {
      var in = new ByteArrayInputStream(event);
      var out = new ByteArrayOutputStream();
      var arguments = new ArrayList<@Nullable Object>();
      boolean isOfStreams = false;
      for (var type : method.getParameterTypes()) {
        isOfStreams |= type == InputStream.class || type == OutputStream.class;
        if (type == InputStream.class) {
          arguments.add(in);
        } else if (type == OutputStream.class) {
          arguments.add(out);
        } else {
          arguments.add(type == Context.class ? context : input.fromJson(in));
        }
      }
      try {
        var result = method.invoke(instance, arguments.toArray());
        return isOfStreams ? out.toByteArray() : write(output, result);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  private static byte[] write(PojoSerializer<Object> serializer, @Nullable Object result) {
    var bytes = new ByteArrayOutputStream();
    serializer.toJson(result, bytes);
    return bytes.toByteArray();
  }
}
