package dev.cubby.local.template.reader;

import dev.cubby.local.template.TemplateException;
import java.util.HashMap;
import java.util.Map;

/// The resources and methods of an API. It refuses what SAM or API Gateway refuse, and routes that
/// conflict.
final class ResourceTree {

  private final Map<String, String> spellings = new HashMap<>();
  private final Map<String, String> functions = new HashMap<>();
  private final Map<String, String> parameters = new HashMap<>();

  /// Adds the route of `event`.
  ///
  /// @throws TemplateException if it conflicts with an earlier route
  void add(ApiEvent event) {
    var path = event.path().text();
    var resource = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    var spelling = spellings.putIfAbsent(resource, path);
    if (spelling != null && !spelling.equals(path)) {
      throw event.path().refused("paths " + spelling + " and " + path + " are one resource");
    }
    var function = functions.putIfAbsent(event.method() + " " + resource, event.functionId());
    if (function != null) {
      throw event
          .path()
          .refused(
              event.method()
                  + " "
                  + path
                  + " is a route of "
                  + function
                  + " and of "
                  + event.functionId());
    }
    if (resource.contains("+}/")) {
      throw event.path().refused("path " + path + " goes on after a greedy parameter");
    }
    addParameters(resource, event.path());
  }

  private void addParameters(String resource, Value path) {
    int start = resource.indexOf("/{");
    while (start >= 0) {
      int slash = resource.indexOf('/', start + 1);
      int end = slash < 0 ? resource.length() : slash;
      var parameter = resource.substring(0, end);
      var sibling = parameters.putIfAbsent(resource.substring(0, start), parameter);
      if (sibling != null && !sibling.equals(parameter)) {
        throw path.refused(
            "resources "
                + sibling
                + " and "
                + parameter
                + " are siblings; API Gateway takes one path parameter there");
      }
      start = resource.indexOf("/{", end);
    }
  }
}
