// Sends the requests. Only this module has the API key, in the tab's memory: a closed or reloaded tab forgets it.

// The API is beside the page, below the same stage.
const root = new URL('.', location.href);

let key;
let user;
let refused = () => {};

/** A request that failed: a problem document (RFC 9457), or no response at all. */
export class Problem extends Error {
  constructor(status, { title, detail, errors = [], requestId }, retryAfter) {
    super(detail);
    Object.assign(this, { status, title, errors, requestId, retryAfter });
  }
}

/** Joins segments to a path of the API. */
export function path(...segments) {
  return segments.map(encodeURIComponent).join('/');
}

// Numbers keep their text, such as 7.10 or 1e400.
const numbersAsText = (_, value, { source }) => (typeof value === 'number' ? JSON.rawJSON(source) : value);

/** Reads JSON so that `JSON.stringify` writes its numbers as they were. They are no numbers then. */
export function parseExactly(text) {
  return JSON.parse(text, numbersAsText);
}

// Writes that may have taken effect, though no response says so, with their idempotency keys.
const unsure = new Map();

/**
 * Sends a request, and returns the response: its text, ETag and the path and query of the next page.
 * Throws a `Problem` if the status is 400 or more, or if there is no response. A repetition of a request that is sent
 * `once` takes effect once, and a repeated DELETE succeeds if an earlier one may have deleted.
 */
export async function call(method, path, { once, ...request } = {}) {
  const write = (once || method === 'DELETE') && JSON.stringify([method, path, request.query, request.body]);
  const repeated = unsure.has(write);
  // Browsers offer UUIDs to pages from HTTPS or this machine only.
  const id = unsure.get(write) ?? crypto.randomUUID?.();
  try {
    const headers = { ...request.headers, ...(once && id && { 'idempotency-key': id }) };
    const answer = await callOnce(method, path, { ...request, headers });
    unsure.delete(write);
    return answer;
  } catch (error) {
    if (write && (!error.status || error.status >= 500)) {
      unsure.set(write, id);
    } else if (![401, 403, 429].includes(error.status)) {
      unsure.delete(write);
    }
    if (method === 'DELETE' && error.status === 404 && repeated) {
      return undefined;
    }
    throw error;
  }
}

async function callOnce(method, path, { query = {}, headers, body, type = 'application/json' }) {
  const used = key;
  const response = await send(method, path, { query, headers, body, type });
  const text = await response.text().catch(() => fail());
  if (response.ok) {
    return {
      text,
      etag: response.headers.get('etag'),
      next: response.headers.get('link')?.match(/^<([^>]*)>; rel="next"$/)?.[1],
      json: () => JSON.parse(text),
    };
  }
  const problem = problemOf(response, text);
  const unauthorized = problem.status === 401 || problem.status === 403;
  // Of several requests that the API refuses at once, one asks for another key.
  if (unauthorized && path !== 'me' && used === key && !(await keyWorks()) && used === key) {
    key = undefined;
    refused(problem);
  }
  throw problem;
}

async function send(method, path, { query, headers, body, type }) {
  const url = new URL(path, root);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      url.searchParams.append(name, value);
    }
  }
  try {
    return await fetch(url, {
      method,
      headers: { 'x-api-key': key, ...(body === undefined ? {} : { 'content-type': type }), ...headers },
      // The API refuses this character itself, which stands only in strings.
      body: body?.replaceAll('\ufffd', '\\ufffd'),
      cache: 'no-store',
    });
  } catch {
    return fail();
  }
}

function fail() {
  throw new Problem(0, { title: 'No response', detail: 'The API does not respond.' }, 0);
}

function problemOf(response, text) {
  let document;
  try {
    document = JSON.parse(text);
  } catch {
    document = { title: `Status ${response.status}`, detail: 'The response is not a problem document.' };
  }
  const waits = response.status === 429 || response.status >= 500;
  return new Problem(response.status, document, waits ? Number(response.headers.get('retry-after') ?? 1) : undefined);
}

// A 403 also says that a role is missing. GET /me needs none.
async function keyWorks() {
  try {
    await call('GET', 'me');
    return true;
  } catch (problem) {
    return problem.status !== 401 && problem.status !== 403;
  }
}

/** Takes the key if it works, and returns its user, roles and plan. */
export async function signIn(candidate) {
  key = candidate;
  try {
    const me = (await call('GET', 'me')).json();
    if (me.userId !== user) {
      unsure.clear();
    }
    user = me.userId;
    return me;
  } catch (problem) {
    key = undefined;
    throw problem;
  }
}

export function signOut() {
  key = undefined;
}

/** Calls `listener` with the problem when the API no longer accepts the key. */
export function onRefused(listener) {
  refused = listener;
}

/** Saves all pages of an export as a file, unless the key changes. Calls `progress` with the number of lines so far. */
export async function download(path, name, progress) {
  const used = key;
  const parts = [];
  let lines = 0;
  for (let next = path; next; ) {
    const page = await call('GET', next);
    if (key !== used) {
      return;
    }
    parts.push(page.text);
    lines += page.text.split('\n').length - 1;
    progress(lines);
    next = page.next;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type: 'application/x-ndjson' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
