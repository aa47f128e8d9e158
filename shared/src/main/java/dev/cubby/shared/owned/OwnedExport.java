package dev.cubby.shared.owned;

import static java.util.Objects.requireNonNullElse;

import dev.cubby.shared.dynamodb.Page;
import dev.cubby.shared.dynamodb.Page.Entry;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The export of everything that a user owns, kind by kind: pages of lines.
public final class OwnedExport {

  // Of things on a page.
  private static final int MAX_LINES = 1_000;

  private final List<? extends ExportedKind> kinds;

  public OwnedExport(List<? extends ExportedKind> kinds) {
    this.kinds = kinds;
  }

  /// Handles GET of the export of a user: returns a page of lines.
  public Response page(String userId, Request request) {
    var paging = request.paging(userId, MAX_LINES, this::isPosition);
    var position = requireNonNullElse(paging.page().position(), position(kinds.getFirst(), ""));
    var kind = kindAt(position);
    var after = positionIn(kind, position);
    var found = kind.page(userId, after.isEmpty() ? null : after, MAX_LINES, request.time());
    var lines =
        found.entries().stream()
            .map(entry -> new Entry<>(entry.thing(), position(kind, entry.position())))
            .toList();
    return Response.lines(paging, new Page<>(lines, next(kind, found.position())));
  }

  // Without a further page, the next kind starts; null after the last one.
  private @Nullable String next(ExportedKind kind, @Nullable String within) {
    if (within != null) {
      return position(kind, within);
    }
    int next = kinds.indexOf(kind) + 1;
    return next < kinds.size() ? position(kinds.get(next), "") : null;
  }

  // At the beginning of the kind if `within` is empty.
  private static String position(ExportedKind kind, String within) {
    return kind.name() + "/" + within;
  }

  private static String positionIn(ExportedKind kind, String position) {
    return position.substring(position(kind, "").length());
  }

  private ExportedKind kindAt(String position) {
    return kinds.stream()
        .filter(kind -> position.startsWith(position(kind, "")))
        .findFirst()
        .orElseThrow();
  }

  private boolean isPosition(String text) {
    return kinds.stream()
        .filter(kind -> text.startsWith(position(kind, "")))
        .anyMatch(kind -> {
          var within = positionIn(kind, text);
          return within.isEmpty() || kind.isPosition(within);
        });
  }
}
