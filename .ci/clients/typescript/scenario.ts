// Calls every resource with the generated client: node scenario.js ADMIN-KEY
import * as assert from 'node:assert/strict';
import * as cubby from './client';

const [adminKey] = process.argv.slice(2) as [string];

function configuration(apiKey: string): cubby.Configuration {
  return new cubby.Configuration({ apiKey });
}

/** Asserts that the call fails with a problem of this kind, as an object of the generated type. */
async function problem(kind: string, call: Promise<unknown>): Promise<cubby.Problem> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof cubby.ResponseError, String(error));
    const found = cubby.ProblemFromJSON(await error.response.json());
    assert.equal(found.type, `urn:problem-type:cubby:${kind}`);
    assert.equal(found.status, error.response.status);
    return found;
  }
  return assert.fail(`no problem ${kind}`);
}

/** Returns the items of all pages, of one item each. */
async function pages<T>(call: (page: { limit: number; cursor?: string }) => Promise<{ items: T[]; next?: string }>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await call({ limit: 1, cursor });
    assert.ok(page.items.length <= 1);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}

/** Asserts that the update takes place with the current ETag only. */
async function replaces<T>(read: Promise<cubby.ApiResponse<unknown>>, update: (ifMatch: string) => Promise<T>): Promise<T> {
  const etag = (await read).raw.headers.get('ETag');
  assert.ok(etag);
  const updated = await update(etag);
  await problem('precondition-failed', update(etag));
  return updated;
}

async function service(): Promise<void> {
  assert.equal((await new cubby.ServiceApi(configuration('none')).getHealth()).status, 'ok');
  assert.ok((await problem('unauthorized', new cubby.RecordsApi(configuration('unknown-key')).listRecords())).detail);
}

async function users(admin: cubby.Configuration): Promise<string> {
  const api = new cubby.UsersApi(admin);
  const create = (name: string) => api.createUser({ newUser: { name, email: `${name}@typescript.example.com`, age: 36 } });
  const [ada, bea] = [await create('ada'), await create('bea')];
  await problem('conflict', create('ada'));
  const invalid = await problem('invalid-request', api.createUser({ newUser: { name: 'cy', email: 'cy.example.com' } }));
  assert.deepEqual(invalid.errors?.map(({ field }) => field), ['email']);
  const listed = (await pages((page) => api.listUsers(page))).map(({ userId }) => userId);
  assert.ok(listed.includes(ada.userId) && listed.includes(bea.userId));
  assert.deepEqual((await api.listUsers({ email: ada.email })).items, [ada]);
  assert.ok(ada.createdAt instanceof Date);
  const { userId } = ada;
  const changed = await replaces(api.getUserRaw({ userId }), (ifMatch) => api.updateUser({ userId, ifMatch, userChange: { age: null } }));
  assert.equal(changed.age, undefined);
  assert.equal(changed.name, 'ada');
  await api.deleteUser({ userId: bea.userId });
  return userId;
}

async function keys(admin: cubby.Configuration, userId: string): Promise<string> {
  const api = new cubby.KeysApi(admin);
  const expiresAt = new Date(Math.ceil(Date.now() / 1000) * 1000 + 86_400_000);
  const newApiKey: cubby.NewApiKey = { roles: ['read', 'write'], plan: 'pro', expiresAt };
  const key = await api.createApiKey({ userId, newApiKey });
  assert.deepEqual(key.expiresAt, expiresAt);
  const created = await api.createApiKeyRaw({ userId, newApiKey });
  const { keyId } = await created.value();
  const ifMatch = created.raw.headers.get('ETag') ?? '';
  const changed = await api.updateApiKey({ userId, keyId, ifMatch, apiKeyChange: { name: 'spare' } });
  assert.deepEqual([changed.name, changed.plan], ['spare', 'pro']);
  await problem('precondition-failed', api.deleteApiKey({ userId, keyId, ifMatch }));
  const rotated = await api.rotateApiKey({ userId, keyId, rotation: { graceSeconds: 60 } });
  assert.equal((await pages((page) => api.listApiKeys({ userId, ...page }))).length, 3);
  await api.deleteApiKey({ userId, keyId: rotated.keyId });
  await problem('not-found', api.deleteApiKey({ userId, keyId: rotated.keyId }));
  assert.ok(key.apiKey);
  return key.apiKey;
}

async function records(mine: cubby.Configuration): Promise<void> {
  const api = new cubby.RecordsApi(mine);
  const values = { list: [1, null], number: 7.5, object: { a: 1 }, text: 'a', truth: true };
  for (const [key, body] of Object.entries(values)) {
    assert.ok((await api.createRecord({ key, body, ttl: 3600 })).expiresAt instanceof Date);
    assert.deepEqual(await api.getRecord({ key }), body);
  }
  await problem('conflict', api.createRecord({ key: 'text', body: 'b' }));
  const listed = await pages((page) => api.listRecords(page));
  assert.deepEqual(Object.fromEntries(listed.map(({ key, value }) => [key, value])), values);
  assert.deepEqual(await pages((page) => api.listRecordKeys({ prefix: 't', ...page })), ['text', 'truth']);
  const key = 'object';
  const replaced = await replaces(api.getRecordRaw({ key }), (ifMatch) => api.updateRecord({ key, ifMatch, body: { b: 2 } }));
  assert.equal(replaced.version, 2);
  const patch = { key, body: { c: 3 }, idempotencyKey: 'patch' };
  assert.equal((await api.patchRecord(patch)).version, 3);
  assert.equal((await api.patchRecord(patch)).version, 3);
  assert.deepEqual(await api.getRecord({ key }), { b: 2, c: 3 });
  assert.equal(await api.headRecord({ key }), undefined);
  await api.deleteRecord({ key });
  await problem('not-found', api.getRecord({ key }));
}

async function notes(mine: cubby.Configuration): Promise<void> {
  const api = new cubby.NotesApi(mine);
  const create = (title: string) => api.createNote({ noteInput: { title, content: 'text' } });
  const made = [await create('one'), await create('two')] as const;
  assert.deepEqual(await pages((page) => api.listNotes(page)), made);
  assert.deepEqual(await pages((page) => api.listNotes({ title: 'tw', ...page })), [made[1]]);
  assert.deepEqual((await api.listNotes({ from: made[0].createdAt.toISOString() })).items, made);
  const { id } = made[0];
  const note = await replaces(api.getNoteRaw({ id }), (ifMatch) => api.updateNote({ id, ifMatch, noteInput: { title: 'new' } }));
  assert.deepEqual([note.title, note.content], ['new', '']);
  const patched = await api.patchNote({ id, notePatch: { content: 'more' } });
  assert.deepEqual([patched.title, patched.content], ['new', 'more']);
  await api.deleteNote({ id });
  await problem('not-found', api.getNote({ id }));
}

async function items(mine: cubby.Configuration): Promise<void> {
  const api = new cubby.ItemsApi(mine);
  const lamp = { itemInput: { name: 'lamp', description: 'brass' }, idempotencyKey: '8e03978e-40d5-43e8-bc93-6894a57f9324' };
  const first = await api.createItem(lamp);
  assert.deepEqual(await api.createItem(lamp), first);
  const second = await api.createItem({ itemInput: { name: 'chair' } });
  assert.equal(second.description, undefined);
  assert.deepEqual(await pages((page) => api.listItems(page)), [first, second]);
  const { id } = first;
  const item = await replaces(api.getItemRaw({ id }), (ifMatch) => api.updateItem({ id, ifMatch, itemInput: { name: 'new' } }));
  assert.deepEqual([item.name, item.description], ['new', undefined]);
  assert.equal((await api.patchItem({ id, itemPatch: { description: 'old' } })).name, 'new');
  assert.equal((await api.patchItem({ id, itemPatch: { description: null } })).description, undefined);
  await api.deleteItem({ id });
  await problem('not-found', api.getItem({ id }));
}

async function batches(mine: cubby.Configuration): Promise<void> {
  const api = new cubby.BatchApi(mine);
  const write = async (...operations: cubby.BatchOperation[]) => (await api.writeBatch({ batch: { operations } })).results;
  const post = { method: 'POST', path: '/records/batched', query: { ttl: '60' }, body: { a: 1 } } as const;
  const note = { method: 'POST', path: '/notes', body: { title: 'batched' } } as const;
  const [first] = await write(post, note);
  assert.equal(first?.status, 201);
  assert.ok(first.expiresAt instanceof Date);
  const selection = await new cubby.RecordsApi(mine).listRecords({ key: ['batched', 'absent'] });
  assert.deepEqual(selection.items[0]?.value, { a: 1 });
  assert.deepEqual(selection.missing, ['absent']);
  const { operations } = await problem('batch-failed', write(note, post));
  assert.deepEqual(operations, [{ index: 1, status: 409, etag: first.etag }]);
  const [deleted] = await write({ method: 'DELETE', path: '/records/batched', ifMatch: first.etag });
  assert.equal(deleted?.status, 204);
}

async function transfer(mine: cubby.Configuration): Promise<void> {
  const api = new cubby.TransferApi(mine);
  const body = await (await api.getExport({})).text();
  const { results } = await api.writeImport({ body });
  assert.ok(results.length > 0);
  assert.deepEqual(results.map(({ outcome }) => outcome), body.trimEnd().split('\n').map(() => 'skipped'));
}

async function sources(admin: cubby.Configuration, mine: cubby.Configuration, userId: string): Promise<void> {
  const api = new cubby.SourcesApi(mine);
  const data = { temperature: 21.5, site: { humidity: 48 } };
  const { id } = (await api.writeRaw({ rawData: { data, eventTime: new Date() } })).data;
  const query = async (type: cubby.SourceQueryTypeEnum) => (await api.expose({ sourceQuery: { type } })).data;
  const latest = await query('latest');
  assert.ok(latest.type === 'latest');
  assert.equal(latest.id, id);
  assert.deepEqual(latest.data, data);
  const average = await query('24h_average');
  assert.ok(average.type === '24h_average');
  assert.equal(average.fields?.['/site/humidity']?.mean, 48);
  const development = await query('7d_devt');
  assert.ok(development.type === '7d_devt' && (development.steps?.length ?? 0) >= 7);
  await problem('not-found', api.expose({ sourceQuery: { type: 'latest', name: 'empty' } }));
  const actions = await pages((page) => new cubby.SourcesApi(admin).listActions({ userId, name: 'default', ...page }));
  assert.deepEqual(actions.map(({ action }) => action), ['write_raw', 'latest', '24h_average', '7d_devt']);
}

async function usage(admin: cubby.Configuration, mine: cubby.Configuration, userId: string): Promise<void> {
  const own = await new cubby.UsageApi(mine).getUsage();
  assert.equal(own.plan, 'pro');
  assert.ok((own.limits.quota ?? 0) > 0 && own.days.every(({ date }) => date instanceof Date));
  const listed = await pages((page) => new cubby.UsageApi(admin).getUserUsage({ userId, ...page }));
  assert.ok(listed.some(({ keyId }) => keyId === own.keyId));
}

async function main(): Promise<void> {
  const admin = configuration(adminKey);
  await service();
  const userId = await users(admin);
  const mine = configuration(await keys(admin, userId));
  await records(mine);
  await notes(mine);
  await items(mine);
  await batches(mine);
  await transfer(mine);
  await sources(admin, mine, userId);
  await usage(admin, mine, userId);
  assert.equal((await new cubby.UsersApi(admin).deleteUser({ userId })).userId, userId);
}

void main();
