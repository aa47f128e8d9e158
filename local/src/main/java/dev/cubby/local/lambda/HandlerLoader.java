package dev.cubby.local.lambda;

import static java.util.stream.Collectors.joining;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;

/// Loads the handler that `Handler:` names, by the rules of "Define Lambda function handler in
/// Java": `package.Class` that implements an interface of the runtime, or `package.Class::method`.
final class HandlerLoader {

  /// The letters of parameters in [#signature]. Any other type is an event.
  private static final Map<Type, String> NOT_EVENTS =
      Map.of(InputStream.class, "I", OutputStream.class, "O", Context.class, "C");

  /// The parameters that Lambda's runtime takes.
  private static final Pattern SIGNATURE = Pattern.compile("I?O?C?|EC?");

  private final FunctionClassLoader loader;

  HandlerLoader(FunctionClassLoader loader) {
    this.loader = loader;
  }

  /// Initializes the handler's class, and creates an instance unless the method is static.
  ///
  /// @throws Throwable whatever its constructor or static initializer throws
  Handler load(String handler) throws Throwable {
    int separator = handler.indexOf("::");
    var type =
        Class.forName(separator < 0 ? handler : handler.substring(0, separator), true, loader);
    var method = separator < 0 ? "handleRequest" : handler.substring(separator + 2);
    if (method.equals("handleRequest")) {
      if (RequestStreamHandler.class.isAssignableFrom(type)) {
        return new Handler.OfStreams((RequestStreamHandler) instance(type));
      }
      if (RequestHandler.class.isAssignableFrom(type)) {
        return ofObjects((RequestHandler<?, ?>) instance(type));
      }
    }
    if (separator < 0) {
      throw new IllegalArgumentException(
          "Class "
              + type.getName()
              + " does not implement an appropriate handler interface. Expected RequestHandler or"
              + " RequestStreamHandler");
    }
    return ofMethod(type, method(type, method));
  }

  private static Object instance(Class<?> type) throws Throwable {
    try {
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @SuppressWarnings("unchecked") // Its type arguments are what the serializers below are made for.
  private Handler ofObjects(RequestHandler<?, ?> handler) {
    var types = TypeArguments.of(handler.getClass(), RequestHandler.class);
    return new Handler.OfObjects(
        (RequestHandler<Object, Object>) handler,
        serializer(types.getFirst()),
        serializer(types.getLast()));
  }

  private Handler ofMethod(Class<?> type, Method method) throws Throwable {
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    Type event = Object.class;
    for (var parameter : method.getGenericParameterTypes()) {
      event = NOT_EVENTS.containsKey(parameter) ? event : parameter;
    }
    return new Handler.OfMethod(
        method,
        isStatic ? null : instance(type),
        serializer(event),
        serializer(method.getGenericReturnType()));
  }

  /// Of several overloads, Lambda prefers the one with the most parameters, a context as the last
  /// of them counting twice.
  private static Method method(Class<?> type, String name) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name) && !method.isBridge())
        .filter(method -> SIGNATURE.matcher(signature(method)).matches())
        .max(Comparator.comparingInt(HandlerLoader::priority))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "No public method named "
                    + name
                    + " with appropriate method signature found on class "
                    + type.getName()));
  }

  private static int priority(Method method) {
    return method.getParameterCount() + (signature(method).endsWith("C") ? 1 : 0);
  }

  private static String signature(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(type -> NOT_EVENTS.getOrDefault(type, "E"))
        .collect(joining());
  }

  @SuppressWarnings(
      "unchecked") // The runtime's factories give serializers of the type they are asked for.
  private PojoSerializer<Object> serializer(Type type) {
    var custom = CustomSerializer.of(type, loader);
    if (custom != null) {
      return custom;
    }
    if (type instanceof Class<?> eventType && EventSerializers.know(eventType)) {
      return EventSerializers.serializer((Class<Object>) eventType, loader);
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }
}
