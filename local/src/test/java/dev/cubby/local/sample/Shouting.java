package dev.cubby.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Locale;

/// A serializer of any type: it reads every event as an empty one, and writes results in capitals.
@SuppressWarnings({"TypeParameterUnusedInFormals", "unchecked"}) // The interface is so.
public class Shouting implements CustomPojoSerializer {

  @Override
  public <T> T fromJson(InputStream input, Type type) {
    return fromJson("", type);
  }

  @Override
  public <T> T fromJson(String input, Type type) {
    try {
      return (T) ((Class<?>) type).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public <T> void toJson(T value, OutputStream output, Type type) {
    try {
      output.write(value.toString().toUpperCase(Locale.ROOT).getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Another one.
  public static final class Loudly extends Shouting {}
}
