// Collections: their documents by id or by value, and their schema and indexes.
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { call, parseExactly, path } from './api.js';
import { List, TextField, Time } from './components.js';
import { Documents } from './documents.js';
import { go, to } from './route.js';
import { useLoad, usePages } from './state.js';
import { Stored, jsonKind, sameJson } from './stored.js';

// What PUT takes: the indexes without their states.
const kind = {
  ...jsonKind,
  empty: JSON.stringify({ schema: { type: 'object', properties: {} }, indexes: {} }, null, 2),
  read: (answer) => {
    const { schema, indexes = {} } = parseExactly(answer.text);
    const fields = Object.entries(indexes).map(([name, index]) => [name, { fields: index.fields }]);
    return JSON.stringify({ schema, indexes: Object.fromEntries(fields) }, null, 2);
  },
  // The limit of a schema counts its blanks.
  body: (text) => JSON.stringify(parseExactly(text)),
};

export default function Collections({ route, me }) {
  const [name, part] = route.args;
  const canWrite = me.roles.includes('write');
  if (!name) {
    return html`<${CollectionList} canWrite=${canWrite} creating=${route.query.new} />`;
  }
  const shown = part ?? 'documents';
  const tab = (value, title) =>
    html`<a href=${to(['collections', name, value])} aria-current=${value === shown ? 'page' : undefined}>${title}</a>`;
  return html`<p><a href=${to(['collections'])}>All collections</a></p>
    <div class="tools">
      <h2 class="mono" tabindex="-1">${name}</h2>
      <nav class="tabs" aria-label=${`Parts of ${name}`}>
        ${tab('documents', 'Documents')} ${tab('definition', 'Schema and indexes')}
      </nav>
    </div>
    ${part === 'definition'
      ? html`<${Definition} key=${name} name=${name} canWrite=${canWrite} />`
      : html`<${Documents} key=${name} name=${name} route=${route} canWrite=${canWrite} />`}`;
}

function CollectionList({ canWrite, creating }) {
  const [newName, setNewName] = useState('');
  const pages = usePages(async (cursor) => (await call('GET', 'collections', { query: { cursor } })).json(), []);
  const columns = [
    { title: 'Name', show: ({ name }) => html`<a class="mono" href=${to(['collections', name])}>${name}</a>` },
    { title: 'Indexes', show: ({ indexes }) => Object.keys(indexes).join(', ') || '–' },
    { title: 'State', show: ({ closing, indexes }) => (closing ? 'closing' : stateOf(indexes)) },
    { title: 'Updated', style: 'when', show: ({ updatedAt }) => html`<${Time} at=${updatedAt} />` },
  ];
  const create = async (body) => {
    const where = path('collections', newName);
    try {
      return await call('PUT', where, { body, headers: { 'if-none-match': '*' } });
    } catch (error) {
      const stored = error.status === 412 && (await call('GET', where));
      // An attempt whose response was lost may have created it.
      if (stored && sameJson(kind.read(stored), kind.read({ text: body }))) {
        return stored;
      }
      throw error;
    }
  };
  return html`${canWrite &&
    !creating &&
    html`<div class="tools">
      <a class="button" href=${to(['collections'], { new: 'collection' })}>New collection</a>
    </div>`}
    ${creating &&
    html`<div class="open">
      <a class="back" href=${to(['collections'])}>Close</a>
      <${Stored} kind=${kind} title="New collection" create=${create} canWrite expires=${false}
        goOn=${() => go(['collections', newName])}>
        <${TextField} label="Name" value=${newName} onInput=${setNewName} required autocomplete="off"
          spellcheck=${false} />
      <//>
    </div>`}
    <${List} label="Collections" pages=${pages} columns=${columns} empty="There are no collections yet." />`;
}

function stateOf(indexes) {
  return Object.values(indexes).every(({ state }) => state === 'ready') ? 'ready' : 'indexing';
}

function Definition({ name, canWrite }) {
  const where = path('collections', name);
  const { data, reload } = useLoad(async () => (await call('GET', where)).json(), [name]);
  const indexes = Object.entries(data?.indexes ?? {});
  return html`${indexes.length > 0 &&
    html`<div class="list">
      <table aria-label="Indexes">
        <thead>
          <tr><th scope="col">Index</th><th scope="col">Fields</th><th scope="col">State</th></tr>
        </thead>
        <tbody>
          ${indexes.map(
            ([index, { fields, state, documents }]) => html`<tr>
              <td class="mono">${index}</td>
              <td class="mono">${fields.join(' ')}</td>
              <td>${state}${documents === undefined ? '' : `, ${documents.toLocaleString()} documents so far`}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`}
    <${Stored} kind=${kind} path=${where} title="Schema and indexes" canWrite=${canWrite} expires=${false} typed=${name}
      remove=${(headers) => call('DELETE', where, { headers, query: { documents: 'delete' } })}
      onSaved=${reload} goOn=${() => go(['collections'])} />`;
}
