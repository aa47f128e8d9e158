package dev.cubby.local.gateway;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/// HTTP/1.1 that ignores the header `Upgrade`, as RFC 9110, section 7.8, lets a server do. Jetty
/// refuses `h2c` without `Connection: Upgrade`.
final class HttpWithoutUpgrades extends HttpConnectionFactory {

  HttpWithoutUpgrades(HttpConfiguration configuration) {
    super(configuration);
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    return configure(
        new HttpConnection(getHttpConfiguration(), connector, endPoint) {
          @Override
          protected RequestHandler newRequestHandler() {
            return new RequestHandler() {
              @Override
              public void parsedHeader(HttpField field) {
                if (field.getHeader() != HttpHeader.UPGRADE) {
                  super.parsedHeader(field);
                }
              }
            };
          }
        },
        connector,
        endPoint);
  }
}
