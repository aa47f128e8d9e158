package dev.cubby.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Shows each call to a listener, if there is one, before its service handles it.
final class CallObserver extends Handler.Wrapper {

  private volatile @Nullable Consumer<AwsRequest> listener;

  CallObserver(Handler service) {
    super(service);
  }

  void show(Consumer<AwsRequest> listener) {
    this.listener = listener;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var current = listener;
    if (current == null) {
      return super.handle(request, response, callback);
    }
    var call = AwsRequest.read(request);
    current.accept(call);
    return super.handle(new Replay(request, call.body()), response, callback);
  }

  /// A request whose body can be read again.
  private static final class Replay extends Request.Wrapper {

    private final Content.Source body;

    Replay(Request request, String body) {
      super(request);
      this.body = new ByteBufferContentSource(ByteBuffer.wrap(body.getBytes(UTF_8)));
    }

    @Override
    public Content.Chunk read() {
      return body.read();
    }

    @Override
    public void demand(Runnable demandCallback) {
      body.demand(demandCallback);
    }

    @Override
    public void fail(Throwable failure) {
      body.fail(failure);
    }

    @Override
    public long getLength() {
      return body.getLength();
    }
  }
}
