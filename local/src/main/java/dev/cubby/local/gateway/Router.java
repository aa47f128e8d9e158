package dev.cubby.local.gateway;

import dev.cubby.local.template.RouteDefinition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the resource of a path and a method. A literal segment takes precedence over a parameter
/// at every level; trailing slashes are ignored. A greedy parameter also takes the methods that a
/// more specific resource lacks.
final class Router {

  private final Node root = new Node();
  private final boolean hasPreflights;

  /// A node of the resource tree.
  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private final Map<String, RouteDefinition> methods = new HashMap<>();
    private @Nullable Parameter parameter;
    private String resource = "/";

    private Node child(String segment) {
      if (!segment.startsWith("{")) {
        return literals.computeIfAbsent(segment, _ -> new Node());
      }
      if (parameter == null) {
        parameter = Parameter.of(segment);
      }
      return parameter.node();
    }
  }

  /// The path parameter below a resource, which has one at most.
  ///
  /// @param greedy whether it matches all remaining segments
  private record Parameter(String name, boolean greedy, Node node) {

    private static Parameter of(String segment) {
      boolean greedy = segment.endsWith("+}");
      var name = segment.substring(1, segment.length() - (greedy ? 2 : 1));
      return new Parameter(name, greedy, new Node());
    }
  }

  /// A resource that matches a path.
  ///
  /// @param resource as in the template
  /// @param pathParameters as the client encoded them
  /// @param methods the methods of the resource, by name in capitals or `ANY`
  record Match(
      String resource, Map<String, String> pathParameters, Map<String, RouteDefinition> methods) {}

  /// @param hasPreflights whether every resource has the method `OPTIONS`
  Router(List<RouteDefinition> routes, boolean hasPreflights) {
    this.hasPreflights = hasPreflights;
    for (var route : routes) {
      var node = root;
      for (var segment : segments(route.path())) {
        node = node.child(segment);
      }
      node.resource = route.path();
      node.methods.put(route.method(), route);
    }
  }

  /// The resource at `path`, which starts with a slash and is encoded as the client sent it. If
  /// none there has `method`, the most specific one; null if there is none at all.
  @Nullable Match match(String method, String path) {
    return match(root, method, segments(path), 0, Map.of());
  }

  private @Nullable Match match(
      Node node, String method, List<String> segments, int depth, Map<String, String> parameters) {
    if (depth == segments.size()) {
      return node.methods.isEmpty() ? null : new Match(node.resource, parameters, node.methods);
    }
    var literal = node.literals.get(segments.get(depth));
    var match = literal == null ? null : match(literal, method, segments, depth + 1, parameters);
    var parameter = node.parameter;
    if (parameter == null || (match != null && (!parameter.greedy() || has(match, method)))) {
      return match;
    }
    var other = match(parameter, method, segments, depth, parameters);
    return match == null || (other != null && has(other, method)) ? other : match;
  }

  private @Nullable Match match(
      Parameter parameter,
      String method,
      List<String> segments,
      int depth,
      Map<String, String> parameters) {
    int end = parameter.greedy() ? segments.size() : depth + 1;
    var value = String.join("/", segments.subList(depth, end));
    return value.isEmpty() && !parameter.greedy()
        ? null
        : match(parameter.node(), method, segments, end, with(parameters, parameter.name(), value));
  }

  private boolean has(Match match, String method) {
    return match.methods().containsKey(method)
        || match.methods().containsKey("ANY")
        || (hasPreflights && method.equals("OPTIONS"));
  }

  private static Map<String, String> with(
      Map<String, String> parameters, String name, String value) {
    var more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return more;
  }

  private static List<String> segments(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return end <= 1 ? List.of() : List.of(path.substring(1, end).split("/", -1));
  }
}
