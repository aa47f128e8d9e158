package dev.cubby.local.dynamodb;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.cubby.local.http.AwsRequest;
import dev.cubby.local.http.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local in this process, on a free port of 127.0.0.1. It sends no telemetry and writes
/// nothing but its data.
///
/// All access keys and regions see the same tables.
public final class EmbeddedDynamoDb implements AutoCloseable {

  private static final int MAX_THREADS = 32;

  /// DynamoDB Local keeps its operations in static fields, and each server that starts replaces
  /// them by empty maps before it fills them: a call to another server then returns
  /// `InvalidAction`. So none starts while another one handles a call.
  private static final ReadWriteLock OPERATIONS = new ReentrantReadWriteLock(true);

  private final LoopbackServer server;
  private final LocalDynamoDBServerHandler handler;
  private final @Nullable FileChannel lock;

  /// To delete at the end; null to keep.
  private @Nullable Path temporary;

  /// Starts a DynamoDB that keeps its tables in memory.
  public static EmbeddedDynamoDb inMemory() {
    return start(null, null);
  }

  /// Starts a DynamoDB that keeps its tables in temporary files, which are deleted when it stops.
  /// Streams, which hold every version of an item for 24 hours, take disk space then, not memory.
  /// Deletes what killed processes have left.
  ///
  /// @throws IOException if there is no place for temporary files
  public static EmbeddedDynamoDb inTemporaryFiles() throws IOException {
    var directory = TemporaryDirectory.create();
    var dynamoDb = onDisk(directory);
    dynamoDb.temporary = directory;
    return dynamoDb;
  }

  /// Starts a DynamoDB that keeps its tables in `directory`, created if absent. Acknowledged writes
  /// survive a crash of the process.
  ///
  /// @throws IOException if the directory cannot be used, or another process uses it
  public static EmbeddedDynamoDb onDisk(Path directory) throws IOException {
    Files.createDirectories(directory);
    var lock = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
    try {
      if (lock.tryLock() == null) {
        throw new IOException("another process uses it");
      }
      return start(directory, lock);
    } catch (OverlappingFileLockException e) {
      lock.close();
      throw new IOException("this process uses it already", e);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedDynamoDb start(@Nullable Path directory, @Nullable FileChannel lock) {
    SqliteLibrary.load();
    try {
      return new EmbeddedDynamoDb(
          new LocalDynamoDBRequestHandler(
              0, directory == null, directory == null ? null : directory.toString(), true, false),
          lock);
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start: " + e.getMessage(), e);
    }
  }

  private EmbeddedDynamoDb(LocalDynamoDBRequestHandler requests, @Nullable FileChannel lock) {
    this.lock = lock;
    OPERATIONS.writeLock().lock();
    try {
      handler = new LocalDynamoDBServerHandler(requests, null);
    } finally {
      OPERATIONS.writeLock().unlock();
    }
    server =
        LoopbackServer.start(
            "Its server", exclusive(handler), new QueuedThreadPool(MAX_THREADS, 1));
  }

  private static Handler exclusive(Handler handler) {
    return new Handler.Wrapper(new ContextHandler(handler)) {
      @Override
      public boolean handle(Request request, Response response, Callback callback)
          throws Exception {
        OPERATIONS.readLock().lock();
        try {
          return super.handle(request, response, callback);
        } finally {
          OPERATIONS.readLock().unlock();
        }
      }
    };
  }

  /// The endpoint for SDK clients, over plain HTTP.
  public URI endpoint() {
    return server.endpoint();
  }

  /// Shows each call to `listener` from now on, before it is handled.
  public void observe(Consumer<AwsRequest> listener) {
    server.observe(listener);
  }

  /// Stops and closes its files, which are deleted if they are temporary.
  @Override
  public void close() {
    try {
      server.close();
    } finally {
      handler.close();
      unlock();
      deleteTemporary();
    }
  }

  private void deleteTemporary() {
    if (temporary != null) {
      try {
        TemporaryDirectory.delete(temporary);
        temporary = null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void unlock() {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
