package dev.cubby.local.gateway;

import dev.cubby.local.template.RouteDefinition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the resource and method of a path. A literal segment goes before `{name}`, and that before
/// `{name+}`, at every level; a trailing slash counts for nothing.
final class Router {

  private final Node root = new Node();

  /// A level of the tree of resources.
  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private final Map<String, RouteDefinition> methods = new HashMap<>();
    private @Nullable Node parameter;
    private @Nullable Node greedy;
    private String parameterName = "";
    private String resource = "/";

    private Node child(String segment) {
      if (!segment.startsWith("{")) {
        return literals.computeIfAbsent(segment, _ -> new Node());
      }
      Node child;
      if (segment.endsWith("+}")) {
        child = greedy == null ? new Node() : greedy;
        greedy = child;
        child.parameterName = segment.substring(1, segment.length() - 2);
      } else {
        child = parameter == null ? new Node() : parameter;
        parameter = child;
        child.parameterName = segment.substring(1, segment.length() - 1);
      }
      return child;
    }
  }

  /// A resource that a path leads to.
  ///
  /// @param resource as in the template
  /// @param pathParameters as the client encoded them
  /// @param methods what the resource has, by method in capitals or `ANY`
  record Match(
      String resource, Map<String, String> pathParameters, Map<String, RouteDefinition> methods) {}

  Router(List<RouteDefinition> routes) {
    for (var route : routes) {
      var node = root;
      for (var segment : segments(route.path())) {
        node = node.child(segment);
      }
      node.resource = route.path();
      node.methods.put(route.method(), route);
    }
  }

  /// The resource at `path`, which starts with a slash and is encoded as the client sent it; null
  /// if there is none.
  @Nullable Match match(String path) {
    return match(root, segments(path), 0, Map.of());
  }

  private static @Nullable Match match(
      Node node, List<String> segments, int depth, Map<String, String> parameters) {
    if (depth == segments.size()) {
      return node.methods.isEmpty() ? null : new Match(node.resource, parameters, node.methods);
    }
    var segment = segments.get(depth);
    var literal = node.literals.get(segment);
    var match = literal == null ? null : match(literal, segments, depth + 1, parameters);
    if (match == null && node.parameter != null && !segment.isEmpty()) {
      match =
          match(
              node.parameter,
              segments,
              depth + 1,
              with(parameters, node.parameter.parameterName, segment));
    }
    if (match == null && node.greedy != null) {
      var rest = String.join("/", segments.subList(depth, segments.size()));
      match =
          match(
              node.greedy,
              segments,
              segments.size(),
              with(parameters, node.greedy.parameterName, rest));
    }
    return match;
  }

  private static Map<String, String> with(
      Map<String, String> parameters, String name, String value) {
    var more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return more;
  }

  private static List<String> segments(String path) {
    int end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
    return end <= 1 ? List.of() : List.of(path.substring(1, end).split("/", -1));
  }
}
