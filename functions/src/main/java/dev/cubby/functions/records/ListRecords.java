package dev.cubby.functions.records;

import dev.cubby.functions.Wiring;
import dev.cubby.shared.http.ApiFunction;
import dev.cubby.shared.http.Request;
import dev.cubby.shared.http.Response;
import dev.cubby.shared.json.JsonText;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// `GET /records`: a page of the caller's records, by key.
public final class ListRecords extends ApiFunction {

  private record Listed(
      String key,
      JsonText value,
      long version,
      String etag,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant expiresAt) {

    static Listed of(StoredRecord record) {
      var revision = record.revision();
      return new Listed(
          record.key(),
          record.value(),
          revision.version(),
          revision.etag().toString(),
          revision.createdAt(),
          revision.updatedAt(),
          revision.expiresAt());
    }
  }

  private final RecordStore records;

  public ListRecords() {
    this(new RecordStore(Wiring.table()), InstantSource.system());
  }

  ListRecords(RecordStore records, InstantSource clock) {
    super(clock);
    this.records = records;
  }

  @Override
  protected Response handle(Request request) {
    var range = Range.of(request);
    return Response.page(range.paging(), records.list(range).map(Listed::of));
  }
}
