package dev.cubby.local.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/// A function that cannot be initialized.
public final class Broken implements RequestHandler<Object, Object> {

  public Broken() {
    throw new IllegalStateException("Its environment lacks something");
  }

  @Override
  public Object handleRequest(Object event, Context context) {
    return event;
  }
}
