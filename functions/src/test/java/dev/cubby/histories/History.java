package dev.cubby.histories;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All operations of a run. In a file it has one line of JSON for each.
record History(List<Operation> operations) {

  private static final JsonMapper MAPPER = new JsonMapper();

  /// @param needed how many sets of records needed which allowance
  /// @param failure why the history is not linearizable, for a person; empty if it is
  record Verdict(Map<Allowance, Integer> needed, Optional<String> failure) {}

  static History read(Path file) {
    try (var lines = Files.lines(file)) {
      return new History(lines.map(History::operation).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Operation operation(String line) {
    try {
      return MAPPER.readValue(line, Operation.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Path file) {
    try (var writer = Files.newBufferedWriter(file)) {
      for (var operation : operations) {
        writer.write(MAPPER.writeValueAsString(operation));
        writer.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Checks each set of records by itself: an object is linearizable if its parts are (A. Horn and
  /// D. Kroening, "Faster linearizability checking via P-compositionality", 2015). Records are in
  /// one set if an operation concerns both at one moment.
  ///
  /// @param lag how much older than a request what it lists may be
  /// @param most what it may need at most
  Verdict check(Duration lag, Allowance most) {
    var needed = new EnumMap<Allowance, Integer>(Allowance.class);
    for (var part : partitions(lag)) {
      var allowance = Checker.needed(part, most);
      if (allowance.isEmpty()) {
        return new Verdict(needed, Optional.of(Failure.of(part, most)));
      }
      needed.merge(allowance.get(), 1, Integer::sum);
    }
    return new Verdict(needed, Optional.empty());
  }

  private Collection<List<Operation>> partitions(Duration lag) {
    var moments = operations.stream().flatMap(operation -> operation.moments(lag)).toList();
    var joined = new HashMap<String, String>();
    for (var operation : moments) {
      var first = root(operation.parts().getFirst().key(), joined);
      operation.parts().forEach(part -> joined.put(root(part.key(), joined), first));
    }
    var partitions = new LinkedHashMap<String, List<Operation>>();
    for (var operation : moments) {
      var root = root(operation.parts().getFirst().key(), joined);
      partitions.computeIfAbsent(root, _ -> new ArrayList<>()).add(operation);
    }
    return partitions.values();
  }

  private static String root(String key, Map<String, String> joined) {
    var up = joined.getOrDefault(key, key);
    return up.equals(key) ? key : root(up, joined);
  }
}
