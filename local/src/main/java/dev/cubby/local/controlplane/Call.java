package dev.cubby.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The input of an operation.
///
/// @param path the values of the path's parameters
/// @param query the first value of each parameter
/// @param body an object; empty if absent
record Call(List<String> path, Map<String, String> query, JsonNode body) {

  boolean flag(String parameter) {
    return Boolean.parseBoolean(query.get(parameter));
  }

  /// A required day, as in `2026-01-31`.
  LocalDate day(String parameter) throws OperationException {
    try {
      return LocalDate.parse(query.getOrDefault(parameter, ""));
    } catch (DateTimeParseException e) {
      throw OperationException.badRequest(parameter + " is not a date as in 2026-01-31");
    }
  }

  /// A member of the body; null if absent.
  @Nullable String text(String member) throws OperationException {
    return text(body, member);
  }

  static @Nullable String text(JsonNode object, String member) throws OperationException {
    var value = object.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw OperationException.badRequest(member + " is not a string");
    }
    return value.textValue();
  }

  String requiredText(String member) throws OperationException {
    var text = text(member);
    if (text == null || text.isEmpty()) {
      throw OperationException.badRequest(member + " is missing");
    }
    return text;
  }

  Map<String, String> texts(String member) throws OperationException {
    var texts = new LinkedHashMap<String, String>();
    for (var entry : body.path(member).properties()) {
      var text = text(body.path(member), entry.getKey());
      if (text != null) {
        texts.put(entry.getKey(), text);
      }
    }
    return texts;
  }
}
