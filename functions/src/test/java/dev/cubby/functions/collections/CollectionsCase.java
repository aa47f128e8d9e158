package dev.cubby.functions.collections;

import static dev.cubby.shared.auth.Role.READ;
import static dev.cubby.shared.auth.Role.WRITE;

import dev.cubby.testing.Answer;
import dev.cubby.testing.Api;
import dev.cubby.testing.Call;
import dev.cubby.testing.TestKey;
import dev.cubby.testing.TestUser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What the owner of collections does, for tests of them. They may share a table: each test has a
/// user of its own.
abstract class CollectionsCase {

  static final String ORDERS = "/collections/orders";
  static final String DOCUMENTS = ORDERS + "/documents";
  static final String BY_STATUS =
      """
      {"schema":{"type":"object"},"indexes":{"byStatus":{"fields":["/status","-/total"]}}}\
      """;

  final TestUser user = TestUser.create();
  final TestKey owner = user.key(READ, WRITE);

  abstract Api api();

  final Answer call(Call call) {
    return api().call(call.as(owner));
  }

  final Answer declare(String declaration) {
    return call(Call.put(ORDERS, declaration));
  }

  /// Stores a document under an id.
  final Answer put(String id, String document) {
    return call(Call.put(DOCUMENTS + "/" + id + "?upsert=true", document));
  }

  /// The ids of the documents that a query finds, page by page.
  final List<String> ids(String query) {
    var list = query.isEmpty() ? DOCUMENTS : DOCUMENTS + "?" + query;
    var all = new ArrayList<String>();
    var page = call(Call.get(list)).hasStatus(200);
    all.addAll(page.items("id"));
    while (page.json().has("next")) {
      var cursor = "cursor=" + page.json().path("next").asText();
      page = call(Call.get(list + (query.isEmpty() ? "?" : "&") + cursor)).hasStatus(200);
      all.addAll(page.items("id"));
    }
    return all;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
