package dev.cubby.shared.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeywordValidator;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import java.util.HashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A keyword of the library that counts its [Steps].
record CountedKeyword(Keyword keyword) implements Keyword {

  // They compare or hash the whole value.
  private static final Set<String> OF_THE_WHOLE = Set.of("enum", "const", "uniqueItems");

  // How much takes about as long as a step. A division grows with the square of the digits.
  private static final int CHARACTERS_PER_STEP = 64;
  private static final int SQUARES_OF_DIGITS_PER_STEP = 2_000;
  private static final int LEVELS_PER_STEP = 8;
  private static final int COMPARISONS_PER_STEP = 16;

  @Override
  public String getValue() {
    return keyword.getValue();
  }

  @Override
  public @Nullable KeywordValidator newValidator(
      SchemaLocation location, JsonNode value, Schema parent, SchemaContext context)
      throws Exception {
    var validator = keyword.newValidator(location, value, parent, context);
    return validator == null ? null : new Counted(keyword, value, location, validator);
  }

  private static final class Counted extends AbstractKeywordValidator {

    private final KeywordValidator validator;
    private final boolean ofTheWhole;
    private final boolean comparesItems;

    Counted(Keyword keyword, JsonNode value, SchemaLocation location, KeywordValidator validator) {
      super(keyword, value, location);
      this.validator = validator;
      this.ofTheWhole = OF_THE_WHOLE.contains(keyword.getValue());
      this.comparesItems = keyword.getValue().equals("uniqueItems") && value.asBoolean();
    }

    @Override
    public void validate(
        ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
      var steps = Steps.CURRENT.get();
      steps.add(1L + schemaNode.size() + (ofTheWhole ? sizeOfTheWhole(node) : size(node)));
      if (comparesItems && node.isArray()) {
        steps.add(comparisons(node) / COMPARISONS_PER_STEP);
      }
      steps.enter();
      validator.validate(context, node, root, location);
      steps.leave();
      steps.found(context.getErrors());
      // The library searches the annotations of a value after each keyword that fails.
      var annotations = context.getAnnotations().asMap().get(location);
      if (annotations != null) {
        steps.add((long) annotations.size() * (1 + steps.depth() / LEVELS_PER_STEP));
      }
    }

    private long size(JsonNode node) {
      return switch (node.getNodeType()) {
        case STRING -> node.textValue().length() / CHARACTERS_PER_STEP;
        case NUMBER -> {
          long digits = digits(node) + digits(schemaNode);
          yield digits * digits / SQUARES_OF_DIGITS_PER_STEP;
        }
        default -> node.size();
      };
    }

    private long sizeOfTheWhole(JsonNode node) {
      long size = size(node);
      for (var child : node) {
        size += sizeOfTheWhole(child);
      }
      return size;
    }

    // The library puts the items into a hash set, which compares those with the same hash code.
    private long comparisons(JsonNode items) {
      var found = new HashMap<Integer, Integer>();
      long comparisons = 0;
      for (var item : items) {
        int others = found.merge(item.hashCode(), 1, Integer::sum) - 1;
        comparisons += others * (1 + sizeOfTheWhole(item));
      }
      return comparisons;
    }

    // Written without an exponent.
    private static long digits(JsonNode node) {
      if (!node.isNumber()) {
        return 0;
      }
      var number = node.decimalValue();
      return number.precision() + (long) Math.abs(number.scale());
    }
  }
}
