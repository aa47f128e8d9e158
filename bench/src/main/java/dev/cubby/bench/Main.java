package dev.cubby.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/// Runs a benchmark, prints its rows as JSON, and puts them into their page, unless it is a quick
/// run or one of some functions only.
final class Main {

  private Main() {}

  static void main(String[] arguments) throws Exception {
    var name = arguments[0];
    var options = List.of(arguments).subList(1, arguments.length);
    boolean quick = options.contains("--quick");
    var rows =
        switch (name) {
          case "cold" -> Cold.run(quick);
          case "growth" -> Growth.run(quick);
          case "handler" -> Handlers.run(quick);
          case "load" -> Load.run(quick);
          case "packaged" -> Packaged.run(quick);
          case "price" -> Price.run(quick);
          case "restored" -> Restored.run(quick ? List.of("GetRecord") : options);
          case "soak" -> Soak.run(quick, options.contains("--leak"));
          default -> throw new IllegalArgumentException(name);
        };
    var cells = rows.stream().map(Row::cells).toList();
    IO.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(cells));
    if (options.isEmpty()) {
      Page.fill(name, rows);
    }
  }
}
