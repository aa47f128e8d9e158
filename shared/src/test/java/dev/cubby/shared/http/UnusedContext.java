package dev.cubby.shared.http;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;

/// A Lambda context that nothing may ask.
final class UnusedContext {

  static final Context INSTANCE =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new AssertionError("Nothing should call " + method);
              });

  private UnusedContext() {}
}
