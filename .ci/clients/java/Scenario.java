import java.nio.file.Files;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.*;
import org.openapitools.client.model.*;

/// Calls every resource with the generated client: `java Scenario ADMIN-KEY`.
final class Scenario extends Checks {

  private final ApiClient admin;

  private Scenario(String adminKey) {
    this.admin = client(adminKey);
  }

  private static ApiClient client(String key) {
    return new ApiClient().setRequestInterceptor(request -> request.header("x-api-key", key));
  }

  private void service() throws Exception {
    equal(new ServiceApi(client("none")).getHealth().getStatus(), Health.StatusEnum.OK);
    problem(
        Problem.TypeEnum.URN_PROBLEM_TYPE_CUBBY_UNAUTHORIZED,
        () -> new RecordsApi(client("unknown-key")).listRecords(null, null, null, null, null));
  }

  private String users() throws Exception {
    var api = new UsersApi(admin);
    var newAda = new NewUser().name("ada").email("ada@java.example.com").age(36);
    var ada = api.createUser(newAda, null);
    var bea = api.createUser(new NewUser().name("bea").email("bea@java.example.com"), null);
    problem(Problem.TypeEnum.URN_PROBLEM_TYPE_CUBBY_CONFLICT, () -> api.createUser(newAda, null));
    var invalid =
        problem(
            Problem.TypeEnum.URN_PROBLEM_TYPE_CUBBY_INVALID_REQUEST,
            () -> api.createUser(new NewUser().name("cy").email("cy.example.com"), null));
    equal(invalid.getErrors().getFirst().getField(), "email");
    var listed =
        pages(
            (limit, cursor) -> api.listUsers(null, limit, cursor, null),
            UserPage::getItems,
            UserPage::getNext);
    check(listed.containsAll(List.of(ada, bea)), listed);
    equal(api.listUsers(ada.getEmail(), null, null, null).getItems(), List.of(ada));
    var id = ada.getUserId();
    var changed =
        replaces(
            api.getUserWithHttpInfo(id, null, null),
            etag -> api.updateUser(id, new UserChange().age(null), etag));
    check(changed.getAge() == null && changed.getName().equals("ada"), changed);
    api.deleteUser(bea.getUserId(), null);
    return id;
  }

  private String keys(String userId) throws Exception {
    var api = new KeysApi(admin);
    var expiry = OffsetDateTime.now(ZoneOffset.UTC).plusDays(1).truncatedTo(ChronoUnit.SECONDS);
    var newKey =
        new NewApiKey()
            .roles(List.of(Role.READ, Role.WRITE))
            .plan(Plan.PRO)
            .expiresAt(expiry);
    var key = api.createApiKey(userId, newKey, null);
    equal(key.getExpiresAt(), expiry);
    var created = api.createApiKeyWithHttpInfo(userId, newKey, null);
    var id = created.getData().getKeyId();
    var changed = api.updateApiKey(userId, id, new ApiKeyChange().name("spare"), etag(created));
    check(changed.getName().equals("spare") && changed.getPlan() == Plan.PRO, changed);
    problem(
        Problem.TypeEnum.URN_PROBLEM_TYPE_CUBBY_PRECONDITION_FAILED,
        () -> api.deleteApiKeyWithHttpInfo(userId, id, etag(created)));
    var rotated = api.rotateApiKey(userId, id, null, null, new Rotation().graceSeconds(60));
    var listed =
        pages(
            (limit, cursor) -> api.listApiKeys(userId, limit, cursor, null),
            ApiKeyPage::getItems,
            ApiKeyPage::getNext);
    equal(listed.size(), 3);
    api.deleteApiKey(userId, rotated.getKeyId(), null);
    problem(
        Problem.TypeEnum.URN_PROBLEM_TYPE_CUBBY_NOT_FOUND,
        () -> api.deleteApiKeyWithHttpInfo(userId, rotated.getKeyId(), null));
    return key.getApiKey();
  }

  private void records(ApiClient mine) throws Exception {
    var api = new RecordsApi(mine);
    Map<String, Object> values =
        Map.of("list", List.of(1, 2), "number", 7.5, "object", Map.of("a", 1), "text", "a", "truth", true);
    for (var value : values.entrySet()) {
      var created = api.createRecord(value.getKey(), value.getValue(), 3600L, null, null);
      check(created.getExpiresAt() != null, created);
      equal(api.getRecord(value.getKey(), null, null), value.getValue());
    }
    problem(
        Problem.TypeEnum.URN_PROBLEM_TYPE_CUBBY_CONFLICT,
        () -> api.createRecord("text", "b", null, null, null));
    var listed =
        pages(
            (limit, cursor) -> api.listRecords(null, limit, cursor, null, null),
            RecordPage::getItems,
            RecordPage::getNext);
    listed.forEach(record -> equal(record.getValue(), values.get(record.getKey())));
    equal(listed.size(), values.size());
    var keys =
        pages(
            (limit, cursor) -> api.listRecordKeys("t", limit, cursor, null),
            RecordKeyPage::getItems,
            RecordKeyPage::getNext);
    equal(keys, List.of("text", "truth"));
    var replaced =
        replaces(
            api.getRecordWithHttpInfo("object", null, null),
            etag -> api.updateRecord("object", Map.of("b", 2), null, null, null, etag, null));
    equal(replaced.getVersion(), 2L);
    equal(api.patchRecord("object", Map.of("c", 3), null, "patch").getVersion(), 3L);
    equal(api.patchRecord("object", Map.of("c", 3), null, "patch").getVersion(), 3L);
    equal(api.getRecord("object", null, null), Map.of("b", 2, "c", 3));
    api.headRecord("object", null, null);
    api.deleteRecord("object", null);
    problem(
        Problem.TypeEnum.URN_PROBLEM_TYPE_CUBBY_NOT_FOUND, () -> api.getRecord("object", null, null));
  }

  private void notes(ApiClient mine) throws Exception {
    var api = new NotesApi(mine);
    var one = api.createNote(new NoteInput().title("one").content("text"), null, null, null);
    var two = api.createNote(new NoteInput().title("two").content("text"), null, null, null);
    var listed =
        pages(
            (limit, cursor) -> api.listNotes(null, null, null, limit, cursor, null),
            NotePage::getItems,
            NotePage::getNext);
    equal(listed, List.of(one, two));
    equal(api.listNotes(null, null, "tw", null, null, null).getItems(), List.of(two));
    var since = one.getCreatedAt().toInstant().toString();
    equal(api.listNotes(since, null, null, null, null, null).getItems(), List.of(one, two));
    var note =
        replaces(
            api.getNoteWithHttpInfo(one.getId(), null, null),
            etag -> api.updateNote(one.getId(), new NoteInput().title("new"), null, null, etag));
    check(note.getTitle().equals("new") && note.getContent().isEmpty(), note);
    var patched = api.patchNote(note.getId(), new NotePatch().content("more"), null, null);
    check(patched.getTitle().equals("new") && patched.getContent().equals("more"), patched);
    api.deleteNote(note.getId(), null);
    problem(
        Problem.TypeEnum.URN_PROBLEM_TYPE_CUBBY_NOT_FOUND, () -> api.getNote(note.getId(), null, null));
  }

  private void items(ApiClient mine) throws Exception {
    var api = new ItemsApi(mine);
    var lamp = new ItemInput().name("lamp").description("brass");
    var idempotencyKey = "8e03978e-40d5-43e8-bc93-6894a57f9324";
    var first = api.createItem(lamp, null, null, idempotencyKey);
    equal(api.createItem(lamp, null, null, idempotencyKey), first);
    var second = api.createItem(new ItemInput().name("chair"), null, null, null);
    check(second.getDescription() == null, second);
    var listed =
        pages(
            (limit, cursor) -> api.listItems(limit, cursor, null),
            ItemPage::getItems,
            ItemPage::getNext);
    equal(listed, List.of(first, second));
    var item =
        replaces(
            api.getItemWithHttpInfo(first.getId(), null, null),
            etag -> api.updateItem(first.getId(), new ItemInput().name("new"), null, null, etag));
    check(item.getName().equals("new") && item.getDescription() == null, item);
    var described =
        api.patchItem(item.getId(), new ItemPatch().description("old"), null, null);
    equal(described.getName(), "new");
    var cleared = api.patchItem(item.getId(), new ItemPatch().description(null), null, null);
    check(cleared.getDescription() == null, cleared);
    api.deleteItem(item.getId(), null);
    problem(
        Problem.TypeEnum.URN_PROBLEM_TYPE_CUBBY_NOT_FOUND, () -> api.getItem(item.getId(), null, null));
  }

  private void batches(ApiClient mine) throws Exception {
    var api = new BatchApi(mine);
    var post =
        new BatchOperation()
            .method(BatchOperation.MethodEnum.POST)
            .path("/records/batched")
            .query(Map.of("ttl", "60"))
            .body(Map.of("a", 1));
    var note =
        new BatchOperation()
            .method(BatchOperation.MethodEnum.POST)
            .path("/notes")
            .body(Map.of("title", "batched"));
    var first = api.writeBatch(new Batch().operations(List.of(post, note)), null).getResults().get(0);
    check(first.getExpiresAt() != null, first);
    var keys = List.of("batched", "absent");
    var selection = new RecordsApi(mine).listRecords(null, null, null, null, keys);
    equal(selection.getItems().get(0).getValue(), Map.of("a", 1));
    equal(selection.getMissing(), List.of("absent"));
    var failed =
        problem(
            Problem.TypeEnum.URN_PROBLEM_TYPE_CUBBY_BATCH_FAILED,
            () -> api.writeBatch(new Batch().operations(List.of(note, post)), null));
    equal(failed.getOperations().get(0).getEtag(), first.getEtag());
    var delete =
        new BatchOperation()
            .method(BatchOperation.MethodEnum.DELETE)
            .path("/records/batched")
            .ifMatch(first.getEtag());
    api.writeBatch(new Batch().operations(List.of(delete)), null);
    problem(
        Problem.TypeEnum.URN_PROBLEM_TYPE_CUBBY_NOT_FOUND,
        () -> new RecordsApi(mine).getRecord("batched", null, null));
  }

  private void transfer(ApiClient mine) throws Exception {
    var api = new TransferApi(mine);
    var lines = Files.readString(api.getExport(null).toPath());
    var results = api.writeImport(lines, null).getResults();
    equal((long) results.size(), lines.lines().count());
    check(
        results.stream().allMatch(result -> result.getOutcome().getValue().equals("skipped")),
        results);
  }

  private void sources(ApiClient mine, String userId) throws Exception {
    var api = new SourcesApi(mine);
    Map<String, Object> data = Map.of("temperature", 21.5, "site", Map.of("humidity", 48));
    var event = new RawData().data(data).eventTime(OffsetDateTime.now(ZoneOffset.UTC));
    var receipt = api.writeRaw(event, null).getData();
    var latest =
        api.expose(new SourceQuery().type(SourceQuery.TypeEnum.LATEST)).getData().getLatestEvent();
    equal(latest.getId(), receipt.getId());
    equal(latest.getData(), data);
    var average =
        api.expose(new SourceQuery().type(SourceQuery.TypeEnum._24H_AVERAGE))
            .getData()
            .getWindowStatistics();
    equal(average.getFields().get("/site/humidity").getMean().intValueExact(), 48);
    var development =
        api.expose(new SourceQuery().type(SourceQuery.TypeEnum._7D_DEVT))
            .getData()
            .getWindowStatistics();
    check(development.getSteps().size() >= 7, development);
    problem(
        Problem.TypeEnum.URN_PROBLEM_TYPE_CUBBY_NOT_FOUND,
        () -> api.expose(new SourceQuery().type(SourceQuery.TypeEnum.LATEST).name("empty")));
    var actions =
        pages(
            (limit, cursor) ->
                new SourcesApi(admin)
                    .listActions(userId, "default", null, null, limit, cursor, null),
            ActionPage::getItems,
            ActionPage::getNext);
    equal(
        actions.stream().map(action -> action.getAction().getValue()).toList(),
        List.of("write_raw", "latest", "24h_average", "7d_devt"));
  }

  private void usage(ApiClient mine, String userId) throws Exception {
    var own = new UsageApi(mine).getUsage();
    equal(own.getPlan(), Plan.PRO);
    check(own.getLimits().getQuota() > 0, own);
    Stream<LocalDate> days = own.getDays().stream().map(UsageDay::getDate);
    check(days.allMatch(day -> day.isAfter(LocalDate.EPOCH)), own);
    var listed =
        pages(
            (limit, cursor) -> new UsageApi(admin).getUserUsage(userId, limit, cursor, null),
            UsagePage::getItems,
            UsagePage::getNext);
    check(listed.stream().anyMatch(usage -> usage.getKeyId().equals(own.getKeyId())), listed);
  }

  private void run() throws Exception {
    service();
    var userId = users();
    var mine = client(keys(userId));
    records(mine);
    notes(mine);
    items(mine);
    batches(mine);
    transfer(mine);
    sources(mine, userId);
    usage(mine, userId);
    equal(new UsersApi(admin).deleteUser(userId, null).getUserId(), userId);
  }

  public static void main(String[] arguments) throws Exception {
    new Scenario(arguments[0]).run();
  }
}
