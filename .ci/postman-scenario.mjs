// What the Postman collection does, folder by folder, and what is expected. Each folder is called with the key in the
// variable that `key` names, or with none.

/** A call of an operation with its example, and what differs from that. */
function step(operation, status, rest = {}) {
  return { operation, status, ...rest };
}

const SOMEBODY = { userId: '{{userId}}' };
const RECORD = { key: 'settings' };
const NOBODY = { userId: '00000000-0000-7000-8000-000000000000' };
const ANOTHER_ETAG = { 'If-Match': '"AAAAAAAAAAAA.9"' };
const JSON_PATCH = 'application/json-patch+json';
const ETAG = "pm.response.headers.get('ETag')";

/** The steps that notes and items have in common, in which `id` is the name of a variable. */
function things(one, many, id) {
  const it = { id: `{{${id}}}` };
  return [
    step(`create${one}`, 201, { save: { [id]: 'body.id', etag: ETAG } }),
    step(`create${one}`, 400, { name: 'a field that is unknown', body: { color: 'red' }, shows: ["body.errors[0].field === 'color'"] }),
    step(`create${one}`, 400, { name: 'no JSON', body: '{"name":' }),
    step(`list${many}`, 200, { shows: [`body.items.some((item) => item.id === pm.collectionVariables.get('${id}'))`] }),
    step(`list${many}`, 400, { name: 'a limit out of range', parameters: { limit: 0 }, shows: ["body.errors[0].field === 'limit'"] }),
    step(`head${many}`, 200),
    step(`get${one}`, 200, { parameters: it }),
    step(`get${one}`, 304, { name: 'has not changed', parameters: { ...it, 'If-None-Match': '{{etag}}' } }),
    step(`get${one}`, 404, { name: 'an id that is none', parameters: { id: 'absent' } }),
    step(`head${one}`, 200, { parameters: it }),
    step(`update${one}`, 200, { parameters: { ...it, 'If-Match': '{{etag}}' } }),
    step(`update${one}`, 412, { name: 'too late', parameters: { ...it, 'If-Match': '{{etag}}' } }),
    step(`patch${one}`, 200, { parameters: it }),
    step(`patch${one}`, 200, { name: 'by operations', parameters: it, type: JSON_PATCH }),
    step(`patch${one}`, 400, { name: 'a field that is unknown', parameters: it, body: { color: 'red' }, shows: ["body.errors[0].field === 'color'"] }),
    step(`delete${one}`, 412, { name: 'another version', parameters: { ...it, ...ANOTHER_ETAG } }),
    step(`delete${one}`, 204, { parameters: it }),
    step(`delete${one}`, 404, { name: 'gone', parameters: it }),
  ];
}

const service = [
  step('getHealth', 200, { shows: ["body.status === 'ok'", "body.table === 'ok'"] }),
  step('headHealth', 200),
  step('getConsole', 200, { save: { consoleVersion: "pm.response.text().match(/console\\/([^/]+)\\/app\\.js/)[1]" } }),
  step('headConsole', 200),
  step('getConsoleFile', 200, { parameters: { version: '{{consoleVersion}}', file: 'app.js' } }),
  step('getConsoleFile', 404, { name: 'another version', parameters: { version: '0', file: 'app.js' } }),
  step('headConsoleFile', 200, { parameters: { version: '{{consoleVersion}}', file: 'app.js' } }),
  step('getDocs', 200),
  step('headDocs', 200),
  step('getDocsFile', 200, { parameters: { file: 'docs.css' } }),
  step('getDocsFile', 404, { name: 'no such file', parameters: { file: 'absent.css' } }),
  step('headDocsFile', 200, { parameters: { file: 'docs.css' } }),
  step('getOpenApi', 200, { save: { etag: ETAG } }),
  step('getOpenApi', 304, { name: 'has not changed', parameters: { 'If-None-Match': '{{etag}}' } }),
  step('headOpenApi', 200),
  step('listRecords', 401, { name: 'no key' }),
];

const users = [
  step('createUser', 201, {
    before: ["pm.collectionVariables.set('email', `ada-${pm.variables.replaceIn('{{$guid}}')}@example.com`);"],
    body: { email: '{{email}}' },
    save: { userId: 'body.userId', etag: ETAG },
  }),
  step('createUser', 409, { name: 'the address is taken', body: { email: '{{email}}' } }),
  step('createUser', 400, {
    name: 'fields that are wrong',
    body: { name: '', email: 'ada@', age: 151 },
    shows: ["body.errors.map((error) => error.field).join() === 'age,email,name'"],
  }),
  step('listUsers', 200, { parameters: { email: '{{email}}' }, shows: ["body.items[0].userId === pm.collectionVariables.get('userId')"] }),
  step('listUsers', 400, { name: 'a limit out of range', parameters: { limit: 101 } }),
  step('headUsers', 200),
  step('getUser', 200, { parameters: SOMEBODY }),
  step('getUser', 304, { name: 'has not changed', parameters: { ...SOMEBODY, 'If-None-Match': '{{etag}}' } }),
  step('getUser', 404, { name: 'nobody', parameters: NOBODY }),
  step('headUser', 200, { parameters: SOMEBODY }),
  step('updateUser', 200, {
    parameters: { ...SOMEBODY, 'If-Match': '{{etag}}' },
    body: { email: '{{email}}' },
    shows: ["body.name === 'Ada Lovelace'", '!("age" in body)'],
  }),
  step('updateUser', 412, { name: 'too late', parameters: { ...SOMEBODY, 'If-Match': '{{etag}}' }, body: { email: '{{email}}' } }),
];

const SPARE = { ...SOMEBODY, keyId: '{{keyId}}' };
// The example's plan allows fewer calls a second than are made here, and its date will be in the past some day.
const NEW_KEY = { plan: 'pro', expiresAt: undefined };

const keys = [
  step('createApiKey', 201, { name: 'for what follows', parameters: SOMEBODY, body: NEW_KEY, save: { apiKey: 'body.apiKey' } }),
  step('createApiKey', 201, { name: 'to be changed', parameters: SOMEBODY, body: NEW_KEY, save: { keyId: 'body.keyId' } }),
  step('createApiKey', 400, {
    name: 'no such plan',
    parameters: SOMEBODY,
    body: { ...NEW_KEY, plan: 'gold' },
    shows: ["body.errors[0].field === 'plan'"],
  }),
  step('createApiKey', 404, { name: 'for nobody', parameters: NOBODY, body: NEW_KEY }),
  step('listApiKeys', 200, { parameters: SOMEBODY, shows: ['body.items.every((key) => !("apiKey" in key))'] }),
  step('headApiKeys', 200, { parameters: SOMEBODY }),
  step('updateApiKey', 200, { parameters: SPARE, body: { plan: 'basic' }, shows: ["body.plan === 'basic'", '!("name" in body)'] }),
  step('updateApiKey', 412, { name: 'another version', parameters: { ...SPARE, ...ANOTHER_ETAG } }),
  step('rotateApiKey', 201, { parameters: SPARE, save: { newKeyId: 'body.keyId' } }),
  step('rotateApiKey', 409, { name: 'only once', parameters: SPARE }),
  step('deleteApiKey', 204, { parameters: { ...SOMEBODY, keyId: '{{newKeyId}}' } }),
  step('deleteApiKey', 404, { name: 'gone', parameters: { ...SOMEBODY, keyId: '{{newKeyId}}' } }),
];

// API Gateway can take some minutes to know a new key. Until then it says that the key is on no plan.
const WAIT = [
  "const tries = Number(pm.collectionVariables.get('tries') ?? 0) + 1;",
  "const unknown = pm.response.code === 403 && pm.response.json().detail.includes('usage plan');",
  "pm.collectionVariables.set('tries', unknown ? tries : 0);",
  'if (unknown && tries < 100) {',
  '  pm.execution.setNextRequest(pm.info.requestId);',
  '  setTimeout(() => {}, 3000);',
  '  return;',
  '}',
];

const records = [
  step('listRecordKeys', 200, { name: 'once the key is known', wait: WAIT, shows: ['body.items.length === 0'] }),
  step('createRecord', 201, { parameters: RECORD, shows: ['body.version === 1'], save: { etag: ETAG } }),
  step('createRecord', 409, { name: 'the key is taken', parameters: RECORD }),
  step('createRecord', 400, { name: 'no JSON', parameters: RECORD, body: '{"theme":' }),
  step('getRecord', 200, { parameters: RECORD, shows: ["body.theme === 'dark'"] }),
  step('getRecord', 304, { name: 'has not changed', parameters: { ...RECORD, 'If-None-Match': '{{etag}}' } }),
  step('headRecord', 200, { parameters: RECORD }),
  step('updateRecord', 200, { parameters: { ...RECORD, 'If-Match': '{{etag}}' }, shows: ['body.version === 2'] }),
  step('updateRecord', 412, { name: 'too late', parameters: { ...RECORD, 'If-Match': '{{etag}}' } }),
  step('updateRecord', 404, { name: 'nothing to replace', parameters: { key: 'absent' } }),
  step('updateRecord', 201, { name: 'or create', parameters: { key: 'for-an-hour', upsert: true, ttl: 3600 }, shows: ['"expiresAt" in body'] }),
  step('patchRecord', 200, {
    name: 'by operations',
    parameters: RECORD,
    type: JSON_PATCH,
    shows: ['body.version === 3'],
  }),
  step('patchRecord', 200, { parameters: RECORD, shows: ['body.version === 4'] }),
  step('patchRecord', 409, { name: 'a test that fails', parameters: RECORD, type: JSON_PATCH }),
  step('patchRecord', 415, { name: 'no patch', parameters: RECORD, type: 'application/json', body: '{}' }),
  step('listRecords', 200, { parameters: { prefix: 'set' }, shows: ["body.items[0].key === 'settings'"] }),
  step('listRecords', 400, { name: 'a cursor that is none', parameters: { cursor: 'absent' } }),
  step('headRecords', 200),
  step('listRecordKeys', 200, { parameters: { limit: 1 }, shows: ["body.items[0] === 'for-an-hour'", '"next" in body'], save: { cursor: 'body.next' } }),
  step('listRecordKeys', 200, { name: 'the page after', parameters: { limit: 1, cursor: '{{cursor}}' }, shows: ["body.items[0] === 'settings'"] }),
  step('headRecordKeys', 200),
  step('deleteRecord', 204, { parameters: RECORD }),
  step('deleteRecord', 404, { name: 'gone', parameters: RECORD }),
  step('getUser', 403, { name: 'not with this key', parameters: SOMEBODY }),
];

const GREENHOUSE = { data: { temperature: 21.5, site: { humidity: 48 } }, name: 'greenhouse' };
const ACTIONS = { userId: '{{userId}}', name: 'greenhouse' };

const sources = [
  step('expose', 404, { name: 'no event yet', body: { type: 'latest' } }),
  step('writeRaw', 200, { body: JSON.stringify(GREENHOUSE), shows: ['body.status === 200'], save: { eventId: 'body.data.id' } }),
  step('writeRaw', 200, { name: 'late data' }),
  step('writeRaw', 400, { name: 'a number that is too large', body: { data: { temperature: 1e15 } } }),
  step('expose', 200, { shows: ['body.data.count === 1', "body.data.fields['/site/humidity'].mean === 48"] }),
  step('expose', 200, { name: 'the newest event', body: { type: 'latest' }, shows: ["body.data.id === pm.collectionVariables.get('eventId')"] }),
  step('expose', 200, { name: 'the development', body: { type: '7d_devt' }, shows: ['body.data.steps.length >= 8'] }),
  step('expose', 400, { name: 'an unknown type', body: { type: '1h_average' }, shows: ["body.errors[0].field === 'type'"] }),
  step('listSources', 200, { shows: ["body.items[0].name === 'greenhouse'"] }),
  step('listSources', 400, { name: 'a limit out of range', parameters: { limit: 0 }, shows: ["body.errors[0].field === 'limit'"] }),
  step('headSources', 200),
  step('listActions', 200, { key: 'adminKey', parameters: ACTIONS, shows: ['body.items.length === 6', "body.items[1].action === 'write_raw'"] }),
  step('headActions', 200, { key: 'adminKey', parameters: ACTIONS }),
];

const ORDERS = { name: 'orders' };
const ORDER = { ...ORDERS, id: '{{documentId}}' };
const OPEN = { ...ORDERS, index: 'byStatus', equals: '["open"]' };

const collections = [
  step('putCollection', 201, { parameters: ORDERS, shows: ["body.indexes.byStatus.state === 'ready'"], save: { etag: ETAG } }),
  step('putCollection', 412, { name: 'another version', parameters: { ...ORDERS, ...ANOTHER_ETAG } }),
  step('getCollection', 304, { name: 'has not changed', parameters: { ...ORDERS, 'If-None-Match': '{{etag}}' } }),
  step('getCollection', 200, { parameters: ORDERS }),
  step('headCollection', 200, { parameters: ORDERS }),
  step('listCollections', 200, { shows: ["body.items[0].name === 'orders'"] }),
  step('headCollections', 200),
  step('createDocument', 201, { parameters: ORDERS, save: { documentId: 'body.id' } }),
  step('createDocument', 400, {
    name: 'breaks the schema',
    parameters: ORDERS,
    body: { status: 'lost', total: -1 },
    shows: ["body.errors.map((error) => error.field).join() === '/status,/total'"],
  }),
  step('getDocument', 200, { parameters: ORDER, shows: ['body.total === 12.5'] }),
  step('headDocument', 200, { parameters: ORDER }),
  step('updateDocument', 200, { parameters: ORDER, shows: ['body.version === 2'] }),
  step('patchDocument', 200, { parameters: ORDER, body: { total: 13 }, shows: ['body.version === 3'] }),
  step('listDocuments', 200, { parameters: ORDERS, shows: ['body.items.length === 1'] }),
  step('checkDocuments', 200, { parameters: ORDERS, shows: ['body.items.length === 1'] }),
  step('listDocuments', 200, { name: 'by value', parameters: OPEN, shows: ['body.items[0].value.total === 13'] }),
  step('listDocuments', 200, { name: 'the number', parameters: { ...OPEN, count: true }, shows: ['body.count === 1'] }),
  step('listDocuments', 400, { name: 'without an index', parameters: { ...ORDERS, equals: '["open"]' } }),
  step('headDocuments', 200, { parameters: ORDERS }),
  step('deleteDocument', 204, { parameters: ORDER }),
  step('deleteCollection', 204, { parameters: ORDERS }),
];

const GREETING = { method: 'PUT', path: '/records/greeting', body: 'Hello' };

const batches = [
  step('writeBatch', 200, {
    body: { operations: [{ ...GREETING, ifNoneMatch: '*' }, { method: 'POST', path: '/items', body: { name: 'Lamp' } }] },
    shows: ['body.results.every((result) => result.status === 201)'],
    // As a JSON text contains it.
    save: { quotedEtag: 'JSON.stringify(body.results[0].etag).slice(1, -1)' },
  }),
  step('writeBatch', 409, {
    name: 'one that fails',
    body: { operations: [{ ...GREETING, ifNoneMatch: '*' }, { method: 'POST', path: '/records/other', body: 1 }] },
    shows: ['body.operations.length === 1', 'body.operations[0].status === 412'],
  }),
  step('writeBatch', 400, {
    name: 'an operation without a condition',
    body: { operations: [GREETING] },
    shows: ["body.errors[0].field === 'operations[0].ifMatch'"],
  }),
  step('listRecords', 200, { name: 'by key', parameters: { key: 'greeting' }, shows: ['body.items.length === 1', 'body.missing.length === 0'] }),
  step('writeBatch', 200, {
    name: 'a deletion',
    body: { operations: [{ method: 'DELETE', path: '/records/greeting', ifMatch: '{{quotedEtag}}' }] },
    shows: ['body.results[0].status === 204'],
  }),
];

const transfer = [
  step('createRecord', 201, { parameters: { key: 'moving' } }),
  step('getExport', 200, { save: { line: "pm.response.text().split('\\n').find((line) => line.includes('moving'))" } }),
  step('headExport', 200),
  step('getExport', 400, { name: 'a cursor that is none', parameters: { cursor: 'absent' } }),
  step('deleteRecord', 204, { parameters: { key: 'moving' } }),
  step('writeImport', 200, { body: '{{line}}', shows: ["body.results[0].outcome === 'created'"] }),
  step('writeImport', 200, { name: 'the same again', body: '{{line}}', shows: ["body.results[0].outcome === 'skipped'"] }),
  step('writeImport', 200, { name: 'what is no line', body: '{"kind":"record"}', shows: ["body.results[0].outcome === 'invalid'"] }),
  step('writeImport', 415, { name: 'no lines', type: 'application/json', body: '{{line}}' }),
  step('deleteRecord', 204, { name: 'in the end', parameters: { key: 'moving' } }),
  step('getMe', 200, { shows: ["body.userId === pm.collectionVariables.get('userId')", "body.plan === 'pro'"] }),
  step('headMe', 200),
  step('getUserExport', 200, { key: 'adminKey', parameters: SOMEBODY }),
  step('headUserExport', 200, { key: 'adminKey', parameters: SOMEBODY }),
  step('getUserExport', 404, { key: 'adminKey', name: 'of nobody', parameters: NOBODY }),
  step('listActions', 200, {
    key: 'adminKey',
    name: 'the exports',
    parameters: SOMEBODY,
    shows: ['body.items.length === 2', "body.items[0].action === 'export'"],
  }),
];

const repetitions = [
  step('createItem', 201, {
    before: ["pm.collectionVariables.set('repetition', pm.variables.replaceIn('{{$guid}}'));"],
    parameters: { 'Idempotency-Key': '{{repetition}}' },
    save: { itemId: 'body.id' },
  }),
  step('createItem', 201, {
    name: 'the same again',
    parameters: { 'Idempotency-Key': '{{repetition}}' },
    shows: ["body.id === pm.collectionVariables.get('itemId')"],
  }),
  step('createItem', 422, { name: 'something else', parameters: { 'Idempotency-Key': '{{repetition}}' }, body: { name: 'Chair' } }),
];

const usage = [
  step('getUsage', 200, { key: 'apiKey', shows: ["body.plan === 'pro'"] }),
  step('headUsage', 200, { key: 'apiKey' }),
  step('getUserUsage', 200, { parameters: SOMEBODY, shows: ['body.items.length === 2'] }),
  step('headUserUsage', 200, { parameters: SOMEBODY }),
];

const end = [
  step('deleteUser', 412, { name: 'another version', parameters: { ...SOMEBODY, ...ANOTHER_ETAG } }),
  step('deleteUser', 200, { parameters: SOMEBODY, shows: ["body.name === 'Ada Lovelace'"] }),
  step('deleteUser', 404, { name: 'gone', parameters: SOMEBODY }),
];

export const scenario = [
  { name: 'service', key: null, steps: service },
  { name: 'users', key: 'adminKey', steps: users },
  { name: 'keys', key: 'adminKey', steps: keys },
  { name: 'records', key: 'apiKey', steps: records },
  { name: 'notes', key: 'apiKey', steps: things('Note', 'Notes', 'noteId') },
  { name: 'items', key: 'apiKey', steps: things('Item', 'Items', 'itemId') },
  { name: 'collections', key: 'apiKey', steps: collections },
  { name: 'batches', key: 'apiKey', steps: batches },
  { name: 'export and import', key: 'apiKey', steps: transfer },
  { name: 'sources', key: 'apiKey', steps: sources },
  { name: 'repetitions', key: 'apiKey', steps: repetitions },
  { name: 'usage', key: 'adminKey', steps: usage },
  { name: 'the end of a user', key: 'adminKey', steps: end },
];
