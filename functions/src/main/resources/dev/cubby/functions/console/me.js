// The caller's user and key, its usage against the plan, and the export of all its data.
import { html } from 'htm/preact';
import { call } from './api.js';
import { Failure, Time } from './components.js';
import { Export } from './export.js';
import { useLoad } from './state.js';
import { Usage } from './usage.js';

export default function Me({ me }) {
  const { data, error, loading, reload } = useLoad(async () => (await call('GET', 'usage')).json(), []);
  return html`<dl class="facts">
      <div><dt>User</dt><dd dir="auto">${me.name ?? 'Administrator'}</dd></div>
      <div><dt>User id</dt><dd><code>${me.userId}</code></dd></div>
      <div><dt>Key id</dt><dd><code>${me.keyId}</code></dd></div>
      <div><dt>Roles</dt><dd>${me.roles.join(', ')}</dd></div>
      ${me.expiresAt && html`<div><dt>Key expires</dt><dd><${Time} at=${me.expiresAt} /></dd></div>`}
    </dl>
    ${loading && html`<p role="status">Loading…</p>`}
    <${Failure} error=${error} retry=${reload} />
    ${data && html`<${Usage} usage=${data} />`}
    ${me.roles.includes('read') && html`<${Export} from="export" name="cubby.ndjson" />`}`;
}
