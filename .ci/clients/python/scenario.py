"""Calls every resource with the generated client: python3 scenario.py ADMIN-KEY"""

import sys
from datetime import date, datetime, timedelta, timezone

import openapi_client as cubby
from openapi_client.exceptions import ApiException

ADMIN_KEY = sys.argv[1]


def client(key):
    return cubby.ApiClient(cubby.Configuration(api_key={"apiKey": key}))


def problem(kind, call, *args, **kwargs):
    """Asserts that the call fails with a problem of this kind, as an object of the generated class."""
    try:
        call(*args, **kwargs)
    except ApiException as e:
        assert isinstance(e.data, cubby.Problem), e
        assert e.data.type == f"urn:problem-type:cubby:{kind}" and e.data.status == e.status, e
        return e.data
    raise AssertionError(f"no problem {kind}")


def pages(call, *args, **kwargs):
    """Returns the items of all pages, of one item each."""
    items, cursor = [], None
    while True:
        page = call(*args, **kwargs, limit=1, cursor=cursor)
        assert len(page.items) <= 1
        items += page.items
        cursor = page.next
        if cursor is None:
            return items


def replaces(get, update, *args):
    """Asserts that the update takes place with the current ETag only; the body is the last argument."""
    etag = get(*args[:-1]).headers["ETag"]
    updated = update(*args, if_match=etag)
    problem("precondition-failed", update, *args, if_match=etag)
    return updated


def service():
    assert cubby.ServiceApi(client("none")).get_health().status == "ok"
    assert problem("unauthorized", cubby.RecordsApi(client("unknown-key")).list_records).detail


def users(admin):
    api = cubby.UsersApi(admin)
    new = [cubby.NewUser(name=name, email=f"{name}@python.example.com", age=36) for name in ("ada", "bea")]
    ada, bea = [api.create_user(user) for user in new]
    problem("conflict", api.create_user, new[0])
    invalid = problem("invalid-request", api.create_user, cubby.NewUser(name="cy", email="cy.example.com"))
    assert [error.var_field for error in invalid.errors] == ["email"]
    assert {user.user_id for user in pages(api.list_users)} >= {ada.user_id, bea.user_id}
    assert api.list_users(email=ada.email).items[0].created_at.tzinfo
    changed = replaces(api.get_user_with_http_info, api.update_user, ada.user_id, cubby.UserChange(age=None))
    assert changed.age is None and changed.name == "ada"
    api.delete_user(bea.user_id)
    return ada.user_id


def keys(admin, user_id):
    api = cubby.KeysApi(admin)
    expiry = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=1)
    new = cubby.NewApiKey(roles=["read", "write"], plan=cubby.Plan.PRO, expires_at=expiry)
    key, spare = api.create_api_key(user_id, new), api.create_api_key_with_http_info(user_id, new)
    assert key.expires_at == expiry
    changed = api.update_api_key(
        user_id, spare.data.key_id, cubby.ApiKeyChange(name="spare"), if_match=spare.headers["ETag"]
    )
    assert changed.name == "spare" and changed.plan == cubby.Plan.PRO
    problem(
        "precondition-failed", api.delete_api_key, user_id, changed.key_id, if_match=spare.headers["ETag"]
    )
    rotated = api.rotate_api_key(user_id, changed.key_id, rotation=cubby.Rotation(grace_seconds=60))
    assert len(pages(api.list_api_keys, user_id)) == 3
    api.delete_api_key(user_id, rotated.key_id)
    problem("not-found", api.delete_api_key, user_id, rotated.key_id)
    return key.api_key


def records(mine):
    api = cubby.RecordsApi(mine)
    values = {"list": [1, None], "number": 7.5, "object": {"a": 1}, "text": "a", "truth": True}
    for key, value in values.items():
        assert api.create_record(key, value, ttl=3600).expires_at
        assert api.get_record(key) == value
    problem("conflict", api.create_record, "text", "b")
    assert {record.key: record.value for record in pages(api.list_records)} == values
    assert pages(api.list_record_keys, prefix="t") == ["text", "truth"]
    assert replaces(api.get_record_with_http_info, api.update_record, "object", {"b": 2}).version == 2
    assert api.patch_record("object", {"c": 3}, idempotency_key="patch").version == 3
    assert api.patch_record("object", {"c": 3}, idempotency_key="patch").version == 3
    assert api.get_record("object") == {"b": 2, "c": 3}
    assert api.head_record("object") is None
    api.delete_record("object")
    problem("not-found", api.get_record, "object")


def notes(mine):
    api = cubby.NotesApi(mine)
    made = [api.create_note(cubby.NoteInput(title=title, content="text")) for title in ("one", "two")]
    assert pages(api.list_notes) == made
    assert pages(api.list_notes, title="tw") == made[1:]
    since = api.list_notes(var_from=made[0].created_at.isoformat())
    assert since.items == made
    note = replaces(api.get_note_with_http_info, api.update_note, made[0].id, cubby.NoteInput(title="new"))
    assert note.title == "new" and note.content == ""
    patched = api.patch_note(note.id, cubby.NotePatch(content="more"))
    assert patched.title == "new" and patched.content == "more"
    api.delete_note(note.id)
    problem("not-found", api.get_note, note.id)


def items(mine):
    api = cubby.ItemsApi(mine)
    lamp = cubby.ItemInput(name="lamp", description="brass")
    first = api.create_item(lamp, idempotency_key="8e03978e-40d5-43e8-bc93-6894a57f9324")
    assert api.create_item(lamp, idempotency_key="8e03978e-40d5-43e8-bc93-6894a57f9324") == first
    second = api.create_item(cubby.ItemInput(name="chair"))
    assert second.description is None
    assert pages(api.list_items) == [first, second]
    item = replaces(api.get_item_with_http_info, api.update_item, first.id, cubby.ItemInput(name="new"))
    assert item.name == "new" and item.description is None
    assert api.patch_item(item.id, cubby.ItemPatch(description="old")).name == "new"
    assert api.patch_item(item.id, cubby.ItemPatch(description=None)).description is None
    api.delete_item(item.id)
    problem("not-found", api.get_item, item.id)


def batches(mine):
    api, records = cubby.BatchApi(mine), cubby.RecordsApi(mine)
    post = cubby.BatchOperation(method="POST", path="/records/batched", query={"ttl": "60"}, body={"a": 1})
    note = cubby.BatchOperation(method="POST", path="/notes", body={"title": "batched"})
    first = api.write_batch(cubby.Batch(operations=[post, note])).results[0]
    assert first.status == 201 and first.expires_at
    selection = records.list_records(key=["batched", "absent"])
    assert selection.items[0].value == {"a": 1} and selection.missing == ["absent"]
    failed = problem("batch-failed", api.write_batch, cubby.Batch(operations=[note, post])).operations
    assert [(one.index, one.status, one.etag) for one in failed] == [(1, 409, first.etag)]
    delete = cubby.BatchOperation(method="DELETE", path="/records/batched", if_match=first.etag)
    assert api.write_batch(cubby.Batch(operations=[delete])).results[0].status == 204


def transfer(mine):
    api = cubby.TransferApi(mine)
    lines = bytes(api.get_export()).decode()
    results = api.write_import(lines).results
    assert [result.outcome for result in results] == ["skipped"] * len(lines.splitlines()) != []


def sources(admin, mine, user_id):
    api = cubby.SourcesApi(mine)
    event = cubby.RawData(
        data={"temperature": 21.5, "site": {"humidity": 48}}, event_time=datetime.now(timezone.utc)
    )
    receipt = api.write_raw(event).data
    latest = api.expose(cubby.SourceQuery(type="latest")).data.actual_instance
    assert isinstance(latest, cubby.LatestEvent) and latest.id == receipt.id and latest.data == event.data
    average = api.expose(cubby.SourceQuery(type="24h_average")).data.actual_instance
    assert isinstance(average, cubby.WindowStatistics) and average.fields["/site/humidity"].mean == 48
    assert len(api.expose(cubby.SourceQuery(type="7d_devt")).data.actual_instance.steps) >= 7
    problem("not-found", api.expose, cubby.SourceQuery(type="latest", name="empty"))
    actions = pages(cubby.SourcesApi(admin).list_actions, user_id, "default")
    assert [action.action for action in actions] == ["write_raw", "latest", "24h_average", "7d_devt"]


def usage(admin, mine, user_id):
    own = cubby.UsageApi(mine).get_usage()
    assert own.plan == cubby.Plan.PRO and own.limits.quota > 0
    assert all(isinstance(day.var_date, date) for day in own.days)
    assert own.key_id in {key.key_id for key in pages(cubby.UsageApi(admin).get_user_usage, user_id)}


admin = client(ADMIN_KEY)
service()
user_id = users(admin)
mine = client(keys(admin, user_id))
records(mine)
notes(mine)
items(mine)
batches(mine)
transfer(mine)
sources(admin, mine, user_id)
usage(admin, mine, user_id)
assert cubby.UsersApi(admin).delete_user(user_id).user_id == user_id
