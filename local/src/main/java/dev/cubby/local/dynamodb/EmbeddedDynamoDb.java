package dev.cubby.local.dynamodb;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
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

  private final Server server;
  private final LocalDynamoDBServerHandler handler;
  private final URI endpoint;

  /// Starts one that forgets its tables when it is closed.
  public static EmbeddedDynamoDb inMemory() {
    return start(null);
  }

  /// Starts one that keeps its tables in `directory`, which is created if need be. What it has
  /// acknowledged survives the death of the process.
  public static EmbeddedDynamoDb onDisk(Path directory) {
    return start(directory);
  }

  private static EmbeddedDynamoDb start(@Nullable Path directory) {
    SqliteLibrary.load();
    try {
      if (directory != null) {
        Files.createDirectories(directory);
      }
      return new EmbeddedDynamoDb(
          new LocalDynamoDBRequestHandler(
              0, directory == null, directory == null ? null : directory.toString(), true, false));
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start: " + e.getMessage(), e);
    }
  }

  private EmbeddedDynamoDb(LocalDynamoDBRequestHandler requests) throws Exception {
    handler = new LocalDynamoDBServerHandler(requests, null);
    server = new Server(new QueuedThreadPool(MAX_THREADS, 1));
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new ContextHandler(handler));
    server.start();
    endpoint = URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /// Where SDK clients reach it, over plain HTTP.
  public URI endpoint() {
    return endpoint;
  }

  /// Ends it and closes its files.
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    } finally {
      handler.close();
    }
  }
}
