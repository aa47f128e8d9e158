// Notes: texts with a title, by time or by the beginning of the title.
import { html } from 'htm/preact';
import { useEffect, useState } from 'preact/hooks';
import { call, path } from './api.js';
import { Browse } from './browse.js';
import { TextField, Time, preview } from './components.js';
import { formKind } from './form-kind.js';
import { go, to } from './route.js';
import { usePages } from './state.js';

const kind = formKind([
  { name: 'title', label: 'Title' },
  { name: 'content', label: 'Content', long: true },
]);

export default function Notes({ route, me }) {
  const { title, from, to: until } = route.query;
  const query = { title, from, to: until };
  const pages = usePages(
    async (cursor) => {
      const filter = { title, from: start(from), to: start(until), order: title ? 'asc' : 'desc' };
      return (await call('GET', 'notes', { query: { ...filter, cursor } })).json();
    },
    [title, from, until],
  );
  return html`<${Browse}
    base=${['notes']}
    query=${query}
    open=${route.args[0]}
    creating=${route.query.new}
    canWrite=${me.roles.includes('write')}
    noun="note"
    pages=${pages}
    columns=${[
      {
        title: 'Title',
        show: (note) => html`<a dir="auto" href=${to(['notes', note.id], query)}>${note.title || 'Untitled'}</a>`,
      },
      { title: 'Content', style: 'preview', show: ({ content }) => preview(content) },
      { title: 'Created', style: 'when', show: ({ createdAt }) => html`<${Time} at=${createdAt} />` },
    ]}
    idOf=${({ id }) => id}
    titleOf=${({ title }) => title || 'Untitled'}
    row=${(note) => note}
    empty=${title || from || until ? 'No note is found.' : 'There are no notes yet.'}
    search=${html`<${NoteSearch} given=${query} />`}
    kind=${kind}
    pathOf=${(id) => path('notes', id)}
    create=${(body, expiry) => call('POST', 'notes', { query: expiry, body, once: true })}
  />`;
}

// The beginning of a day in the user's zone.
function start(day) {
  return day && new Date(`${day}T00:00`).toISOString();
}

function NoteSearch({ given }) {
  const [query, setQuery] = useState(given);
  useEffect(() => setQuery(given), [JSON.stringify(given)]);
  const submit = (event) => {
    event.preventDefault();
    go(['notes'], query);
  };
  const field = (name, label, type) =>
    html`<${TextField} label=${label} type=${type} value=${query[name] ?? ''}
      onInput=${(text) => setQuery({ ...query, [name]: text })} />`;
  return html`<form class="search" role="search" onSubmit=${submit}>
    ${field('title', 'Title begins with', 'search')} ${field('from', 'Created from', 'date')}
    ${field('to', 'Before', 'date')}
    <button type="submit">Search</button>
  </form>`;
}
