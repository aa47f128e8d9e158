// Records: JSON under a key.
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { call, parseExactly, path } from './api.js';
import { Browse } from './browse.js';
import { Search, TextField, Time, preview } from './components.js';
import { go, to } from './route.js';
import { usePages } from './state.js';
import { jsonKind } from './stored.js';

export default function Records({ route, me }) {
  const { prefix } = route.query;
  const [newKey, setNewKey] = useState('');
  const pages = usePages(
    async (cursor) => parseExactly((await call('GET', 'records', { query: { prefix, cursor } })).text),
    [prefix],
  );
  const create = async (body, query) => {
    const answer = await call('POST', path('records', newKey), { query, body, once: true });
    setNewKey((now) => (now === newKey ? '' : now));
    return answer;
  };
  return html`<${Browse}
    base=${['records']}
    query=${{ prefix }}
    open=${route.args[0]}
    creating=${route.query.new}
    canWrite=${me.roles.includes('write')}
    noun="record"
    pages=${pages}
    columns=${[
      { title: 'Key', show: ({ key }) => html`<a class="mono" href=${to(['records', key], { prefix })}>${key}</a>` },
      { title: 'Value', style: 'preview', show: ({ value }) => preview(value) },
      { title: 'Updated', style: 'when', show: ({ updatedAt }) => html`<${Time} at=${updatedAt} />` },
      { title: 'Expires', style: 'when', show: ({ expiresAt }) => html`<${Time} at=${expiresAt} />` },
    ]}
    idOf=${({ key }) => key}
    row=${(facts, value) => ({ ...facts, value: parseExactly(value) })}
    empty=${prefix ? 'No key begins with this.' : 'There are no records yet.'}
    search=${html`<${Search} label="Keys that begin with" value=${prefix}
      search=${(text) => go(['records'], { prefix: text })} />`}
    kind=${jsonKind}
    pathOf=${(key) => path('records', key)}
    create=${create}
    newFields=${html`<${TextField} label="Key" value=${newKey} onInput=${setNewKey} required autocomplete="off"
      hint="1 to 255 characters from A-Z a-z 0-9 . _ ~ : @ -" spellcheck=${false} />`}
  />`;
}
