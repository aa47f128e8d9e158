package dev.cubby.local.lambda;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// The serializer that a function's code names in `META-INF/services`. Lambda's runtime uses it for
/// all types, events included (`PojoSerializerLoader` of aws-lambda-java-runtime-interface-client).
record CustomSerializer(CustomPojoSerializer serializer, Type type)
    implements PojoSerializer<Object> {

  /// The serializer for `type` of the code that `loader` loads; null if the code names none.
  ///
  /// @throws IllegalStateException if it names several
  static @Nullable CustomSerializer of(Type type, ClassLoader loader) {
    var named = ServiceLoader.load(CustomPojoSerializer.class, loader).iterator();
    if (!named.hasNext()) {
      return null;
    }
    var serializer = named.next();
    if (named.hasNext()) {
      throw new IllegalStateException(
          "Too many serializers provided inside the META-INF/services folder, only one is allowed");
    }
    return new CustomSerializer(serializer, type);
  }

  @Override
  public Object fromJson(InputStream input) {
    return serializer.fromJson(input, type);
  }

  @Override
  public Object fromJson(String input) {
    return serializer.fromJson(input, type);
  }

  @Override
  public void toJson(Object value, OutputStream output) {
    serializer.toJson(value, output, type);
  }
}
