// Items: names with a description.
import { html } from 'htm/preact';
import { call, path } from './api.js';
import { Browse } from './browse.js';
import { Time, preview } from './components.js';
import { formKind } from './form-kind.js';
import { to } from './route.js';
import { usePages } from './state.js';

const kind = formKind([
  { name: 'name', label: 'Name', required: true },
  { name: 'description', label: 'Description', long: true },
]);

export default function Items({ route, me }) {
  const pages = usePages(
    async (cursor) => (await call('GET', 'items', { query: { order: 'desc', cursor } })).json(),
    [],
  );
  return html`<${Browse}
    base=${['items']}
    query=${{}}
    open=${route.args[0]}
    creating=${route.query.new}
    canWrite=${me.roles.includes('write')}
    noun="item"
    pages=${pages}
    columns=${[
      { title: 'Name', show: ({ id, name }) => html`<a dir="auto" href=${to(['items', id])}>${name}</a>` },
      { title: 'Description', style: 'preview', show: ({ description }) => preview(description ?? '') },
      { title: 'Created', style: 'when', show: ({ createdAt }) => html`<${Time} at=${createdAt} />` },
    ]}
    idOf=${({ id }) => id}
    titleOf=${({ name }) => name}
    row=${(item) => item}
    empty="There are no items yet."
    kind=${kind}
    pathOf=${(id) => path('items', id)}
    create=${(body, query) => call('POST', 'items', { query, body, once: true })}
  />`;
}
