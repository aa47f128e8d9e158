package dev.cubby.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Loads the handler that `Handler:` names, by the rules of "Define Lambda function handler in
/// Java": `package.Class` that implements an interface of the runtime, or `package.Class::method`.
final class HandlerLoader {

  private final FunctionClassLoader loader;

  HandlerLoader(FunctionClassLoader loader) {
    this.loader = loader;
  }

  /// Creates an instance of the handler's class.
  ///
  /// @throws Throwable whatever its constructor or static initialiser throws
  Handler load(String handler) throws Throwable {
    int separator = handler.indexOf("::");
    var type = loader.loadClass(separator < 0 ? handler : handler.substring(0, separator));
    var method = separator < 0 ? "handleRequest" : handler.substring(separator + 2);
    var instance = instance(type);
    if (method.equals("handleRequest")) {
      if (instance instanceof RequestStreamHandler streams) {
        return new Handler.OfStreams(streams);
      }
      if (instance instanceof RequestHandler<?, ?> objects) {
        return ofObjects(objects);
      }
    }
    if (separator < 0) {
      throw new IllegalArgumentException(
          "Class "
              + type.getName()
              + " does not implement an appropriate handler interface. Expected RequestHandler or"
              + " RequestStreamHandler");
    }
    return ofMethod(instance, method);
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

  private Handler ofMethod(Object instance, String name) throws IllegalAccessException {
    var method = method(instance.getClass(), name);
    var parameters = method.getGenericParameterTypes();
    var handle = MethodHandles.publicLookup().unreflect(method).bindTo(instance);
    if (parameters.length == 1) {
      handle = MethodHandles.dropArguments(handle, 1, Context.class);
    }
    return new Handler.OfMethod(
        generic(handle), serializer(parameters[0]), serializer(method.getGenericReturnType()));
  }

  private static MethodHandle generic(MethodHandle handle) {
    return handle.asType(MethodType.methodType(Object.class, Object.class, Context.class));
  }

  /// Of several overloads, Lambda prefers one whose second parameter is a context.
  private static Method method(Class<?> type, String name) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name))
        .filter(method -> !method.isBridge() && !Modifier.isStatic(method.getModifiers()))
        .filter(HandlerLoader::takesEvent)
        .max(Comparator.comparingInt(Method::getParameterCount))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "No public method named "
                    + name
                    + " with appropriate method signature found on class "
                    + type.getName()));
  }

  private static boolean takesEvent(Method method) {
    var parameters = List.of(method.getParameterTypes());
    return parameters.size() == 1
        || (parameters.size() == 2 && parameters.getLast() == Context.class);
  }

  @SuppressWarnings(
      "unchecked") // The runtime's factories give serializers of the type they are asked for.
  private PojoSerializer<Object> serializer(Type type) {
    if (type instanceof Class<?> eventType && EventSerializers.know(eventType)) {
      return EventSerializers.serializer((Class<Object>) eventType, loader);
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }
}
