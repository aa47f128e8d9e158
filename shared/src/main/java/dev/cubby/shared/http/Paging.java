package dev.cubby.shared.http;

import dev.cubby.shared.dynamodb.PageRequest;
import java.util.function.UnaryOperator;

/// The page of a list that a request asks for.
public final class Paging {

  private final PageRequest page;
  private final String scope;
  private final UnaryOperator<String> linkToCursor;

  Paging(PageRequest page, String scope, UnaryOperator<String> linkToCursor) {
    this.page = page;
    this.scope = scope;
    this.linkToCursor = linkToCursor;
  }

  public PageRequest page() {
    return page;
  }

  String cursor(String position) {
    return Cursor.encode(scope, position);
  }

  String link(String cursor) {
    return linkToCursor.apply(cursor);
  }
}
