// The documents of a collection, by id or found by an index, with the request as curl.
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { call, parseExactly, path } from './api.js';
import { Browse } from './browse.js';
import { CopyButton, Failure, SelectField, TextField, Time, preview } from './components.js';
import { go, to } from './route.js';
import { useAction, useLoad, usePages } from './state.js';
import { jsonKind } from './stored.js';

const PARAMETERS = ['index', 'equals', 'gte', 'gt', 'lte', 'lt', 'prefix', 'order'];

export function Documents({ name, route, canWrite }) {
  const where = path('collections', name, 'documents');
  const base = ['collections', name, 'documents'];
  const query = Object.fromEntries(PARAMETERS.map((parameter) => [parameter, route.query[parameter]]));
  const definition = useLoad(async () => (await call('GET', path('collections', name))).json(), [name]);
  const pages = usePages(
    async (cursor) => parseExactly((await call('GET', where, { query: { ...query, cursor } })).text),
    [JSON.stringify(query)],
  );
  return html`<${Failure} error=${definition.error} retry=${definition.reload} />
    <${Browse}
      base=${base}
      query=${query}
      open=${route.args[2]}
      creating=${route.query.new}
      canWrite=${canWrite}
      noun="document"
      pages=${pages}
      columns=${[
        { title: 'Id', show: ({ id }) => html`<a class="mono" href=${to([...base, id], query)}>${id}</a>` },
        { title: 'Value', style: 'preview', show: ({ value }) => preview(value) },
        { title: 'Updated', style: 'when', show: ({ updatedAt }) => html`<${Time} at=${updatedAt} />` },
        { title: 'Expires', style: 'when', show: ({ expiresAt }) => html`<${Time} at=${expiresAt} />` },
      ]}
      idOf=${({ id }) => id}
      row=${(facts, value) => ({ ...facts, value: parseExactly(value) })}
      empty=${query.index ? 'No document is found.' : 'There are no documents yet.'}
      search=${definition.data &&
      html`<${QueryForm} where=${where} base=${base} given=${query}
        indexes=${definition.data.indexes} />`}
      kind=${jsonKind}
      pathOf=${(id) => path('collections', name, 'documents', id)}
      create=${(body, expiry) => call('POST', where, { query: expiry, body, once: true })}
    />`;
}

function QueryForm({ where, base, given, indexes }) {
  const [query, setQuery] = useState(given);
  const [answer, setAnswer] = useState();
  const { busy, error, retry, run, clear } = useAction();
  useEffect(() => {
    setQuery(given);
    setAnswer(undefined);
    clear();
  }, [JSON.stringify(given)]);
  const asked = query.index ? query : { order: query.order };
  const set = (name) => (value) => setQuery({ ...query, [name]: value });
  const field = (name, label, hint) =>
    html`<${TextField} label=${label} hint=${hint} value=${query[name] ?? ''} onInput=${set(name)}
      spellcheck=${false} />`;
  const ask = (parameter) =>
    run(async () => setAnswer((await call('GET', where, { query: { ...asked, [parameter]: 'true' } })).text));
  const submit = (event) => {
    event.preventDefault();
    go(base, asked);
  };
  const command = curl(where, asked);
  const fields = indexes[query.index]?.fields.join(' ');
  const options = [['', 'none: in order of id'], ...Object.keys(indexes).map((index) => [index, index])];
  return html`<form class="panel" role="search" aria-label="Query" onSubmit=${submit}>
    <div class="row">
      <${SelectField} label="Index" value=${query.index ?? ''} options=${options} onChange=${set('index')}
        hint=${fields} />
      <${SelectField} label="Order" value=${query.order ?? ''} onChange=${set('order')}
        options=${[['', 'ascending'], ['desc', 'descending']]} />
    </div>
    ${query.index &&
    html`<div class="row">
      ${field('equals', 'First fields equal', 'A JSON array, such as ["open"]')}
      ${['gte', 'gt', 'lte', 'lt'].map((bound) => field(bound, `Next field ${SIGNS[bound]}`))}
      ${field('prefix', 'Next field begins with', 'A JSON string')}
    </div>`}
    <div class="buttons">
      <button type="submit" class="primary">Find</button>
      ${query.index &&
      html`<button type="button" aria-disabled=${busy} onClick=${() => ask('count')}>Count</button>
        <button type="button" aria-disabled=${busy} onClick=${() => ask('explain')}>Explain</button>`}
    </div>
    <${Failure} error=${error} retry=${retry} />
    ${answer && html`<pre tabindex="0" aria-label="The answer" role="region">${answer}</pre>`}
    <details>
      <summary>As curl</summary>
      <pre tabindex="0" role="region" aria-label="The request as curl">${command}</pre>
      <${CopyButton} text=${command} label="Copy the request" />
    </details>
  </form>`;
}

const SIGNS = { gte: '≥', gt: '>', lte: '≤', lt: '<' };

// For a shell whose KEY is the API key.
function curl(where, query) {
  const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  const given = Object.entries(query).filter(([, value]) => value);
  return [
    `curl -G ${quoted(new URL(where, new URL('.', location.href)).href)} -H "x-api-key: $KEY"`,
    ...given.map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`),
  ].join(' \\\n  ');
}
