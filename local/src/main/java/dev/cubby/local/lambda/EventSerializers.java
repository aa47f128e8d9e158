package dev.cubby.local.lambda;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.util.SerializeUtil;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Serializers of the event types that Lambda's runtime knows.
///
/// The runtime caches the classes of an event by name, since a Lambda process has one class loader.
/// Here there are several, so the cache must not be shared between them: the keys of a
/// `DynamodbEvent`, for example, would be null.
final class EventSerializers {

  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Map<?, ?> REMEMBERED = remembered();

  private EventSerializers() {}

  static boolean know(Class<?> type) {
    return LambdaEventSerializers.isLambdaSupportedEvent(type.getName());
  }

  /// The serializer of an event type that `loader` loaded.
  static <T> PojoSerializer<T> serializer(Class<T> type, ClassLoader loader) {
    LOCK.lock();
    try {
      REMEMBERED.clear();
      return LambdaEventSerializers.serializerFor(type, loader);
    } finally {
      REMEMBERED.clear();
      LOCK.unlock();
    }
  }

  private static Map<?, ?> remembered() {
    try {
      var field = SerializeUtil.class.getDeclaredField("cachedClasses");
      field.setAccessible(true);
      return (Map<?, ?>) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("aws-lambda-java-serialization is not as expected", e);
    }
  }
}
