package dev.cubby.functions;

import dev.cubby.functions.collections.CollectionLines;
import dev.cubby.functions.collections.DocumentKind;
import dev.cubby.functions.items.ItemKind;
import dev.cubby.functions.notes.NoteKind;
import dev.cubby.functions.records.RecordKind;
import dev.cubby.shared.dynamodb.Table;
import dev.cubby.shared.owned.ExportedKind;
import dev.cubby.shared.owned.OwnedBatch;
import dev.cubby.shared.owned.OwnedExport;
import dev.cubby.shared.owned.OwnedImport;
import dev.cubby.shared.owned.OwnedKind;
import dev.cubby.shared.owned.OwnedLines;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The kinds of things that users own, for requests on several of them.
public final class OwnedKinds {

  private OwnedKinds() {}

  /// Returns the batch of all kinds, documents of collections included.
  public static OwnedBatch batch(Table table) {
    return new OwnedBatch(table, all())
        .with("collections/{name}/documents", DocumentKind.finder(table));
  }

  /// Returns the export of all kinds, collections and documents included.
  public static OwnedExport export(Table table) {
    var kinds = new ArrayList<ExportedKind>(lines(table));
    kinds.addAll(new CollectionLines(table).exported());
    return new OwnedExport(kinds);
  }

  /// Returns the import of all kinds, collections and documents included.
  public static OwnedImport importOf(Table table, InstantSource clock) {
    return new CollectionLines(table).addTo(new OwnedImport(lines(table), clock));
  }

  private static List<OwnedLines<?>> lines(Table table) {
    return all().stream().<OwnedLines<?>>map(kind -> new OwnedLines<>(kind, table)).toList();
  }

  // Those whose things are in the user's own partition, in the order of an export.
  private static List<OwnedKind<?>> all() {
    return List.of(new RecordKind(), new NoteKind(), new ItemKind());
  }
}
