// Who wrote to a source of a user and read from it, and which admins exported the user's data.
import { html } from 'htm/preact';
import { call } from './api.js';
import { List, Search, Time } from './components.js';
import { go } from './route.js';
import { usePages } from './state.js';

/** The actions on `source`; without it, the exports. */
export function Audit({ userId, source }) {
  const pages = usePages(
    async (cursor) =>
      (await call('GET', 'source/actions', { query: { userId, name: source, order: 'desc', cursor } })).json(),
    [source],
  );
  const columns = [
    { title: 'Time', style: 'time', show: ({ time }) => html`<${Time} at=${time} />` },
    { title: 'Action', show: ({ action }) => action },
    { title: 'Key', show: ({ keyId }) => html`<code>${keyId}</code>` },
    { title: 'By', show: ({ by }) => (by ? html`<code>${by}</code>` : 'the user') },
  ];
  const empty = source
    ? 'This source has no actions.'
    : 'No admin has exported this user’s data. Enter the name of a source to see who used it.';
  return html`<div class="tools">
      <${Search} label="Source" value=${source} search=${(name) => go(['users', userId, 'audit'], { source: name })} />
    </div>
    <h3 dir="auto">${source ? `Actions on ${source}` : 'Exports by admins'}</h3>
    <${List} label="Actions" pages=${pages} columns=${columns} empty=${empty} />`;
}
