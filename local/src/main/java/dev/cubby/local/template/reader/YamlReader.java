package dev.cubby.local.template.reader;

import dev.cubby.local.template.TemplateException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads YAML with CloudFormation's short tags, which become their long forms: `!Ref X` is `{Ref:
/// X}`, `!Sub X` is `{Fn::Sub: X}`. Anchors and merge keys are resolved as SAM does it. Null values
/// are not allowed.
final class YamlReader {

  private static final int MAX_DEPTH = 100;
  private static final int MAX_ALIASES = 1000;

  private YamlReader() {}

  static Value.Mapping read(Path file) {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(MAX_ALIASES);
    try (Reader reader = Files.newBufferedReader(file)) {
      var root = new Yaml(options).compose(reader);
      if (root == null) {
        throw new TemplateException("is empty");
      }
      return value(root, 0).mapping();
    } catch (MarkedYAMLException e) {
      throw new TemplateException(e.getProblemMark().getLine() + 1, e.getProblem(), e);
    } catch (YAMLException | CharacterCodingException e) {
      throw new TemplateException(0, "is not YAML in UTF-8", e);
    } catch (IOException e) {
      throw new TemplateException(0, "cannot be read", e);
    }
  }

  private static Value value(Node node, int depth) {
    int line = node.getStartMark().getLine() + 1;
    if (depth > MAX_DEPTH) {
      throw new TemplateException(line, "nested deeper than " + MAX_DEPTH + " levels");
    }
    var value =
        switch (node) {
          case ScalarNode scalar -> new Value.Scalar(text(scalar, line), line);
          case SequenceNode sequence -> new Value.Sequence(items(sequence, depth), line);
          case MappingNode mapping -> new Value.Mapping(members(mapping, depth), line);
          default -> throw new TemplateException(line, "unknown YAML " + node.getNodeId());
        };
    var tag = node.getTag().getValue();
    return tag.startsWith("!") ? call(tag.substring(1), value) : value;
  }

  private static String text(ScalarNode node, int line) {
    if (node.getTag().equals(Tag.NULL)) {
      throw new TemplateException(line, "null values are not allowed in templates");
    }
    if (node.getTag().equals(Tag.BOOL)) {
      return switch (node.getValue().toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on" -> "true";
        default -> "false";
      };
    }
    return node.getValue();
  }

  private static List<Value> items(SequenceNode node, int depth) {
    return node.getValue().stream().map(item -> value(item, depth + 1)).toList();
  }

  private static Map<String, Value> members(MappingNode node, int depth) {
    var members = new LinkedHashMap<String, Value>();
    var merged = new LinkedHashMap<String, Value>();
    for (var tuple : node.getValue()) {
      var key = value(tuple.getKeyNode(), depth + 1);
      var value = value(tuple.getValueNode(), depth + 1);
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        merged.putAll(value.mapping().members());
      } else if (members.put(key.text(), value) != null) {
        throw key.refused(key.text() + " occurs twice");
      }
    }
    merged.forEach(members::putIfAbsent);
    return members;
  }

  private static Value call(String function, Value argument) {
    var name =
        function.equals("Ref") || function.equals("Condition") ? function : "Fn::" + function;
    return new Value.Mapping(Map.of(name, argument), argument.line());
  }
}
