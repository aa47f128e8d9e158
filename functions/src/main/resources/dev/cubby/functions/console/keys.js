// The keys of a user. The API shows a key once, when it is made: so does the console.
import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';
import { call } from './api.js';
import { Confirm, CopyButton, Dialog, Failure, Rest, SelectField, TextField, Time } from './components.js';
import { ExpiryFields, NEVER, expiryQuery } from './expiry.js';
import { useAction, usePages } from './state.js';

const ROLES = ['read', 'write', 'admin'];
const PLANS = ['basic', 'pro', 'admin'].map((plan) => [plan, plan]);
const GRACE = [
  ['0', 'at once'],
  ['3600', 'in an hour'],
  ['86400', 'in a day'],
  ['604800', 'in a week'],
];

/** The keys of the user at the path `where`. */
export function Keys({ where, me }) {
  const pages = usePages(
    async (cursor) => (await call('GET', `${where}/keys`, { query: { order: 'desc', cursor } })).json(),
    [],
  );
  // What is open: { kind: 'new' }, { kind: 'rotate' or 'revoke', key }, or { kind: 'made', apiKey }.
  const [open, setOpen] = useState();
  const close = () => setOpen(undefined);
  const made = ({ apiKey }) => {
    pages.reload();
    setOpen({ kind: 'made', apiKey });
  };
  const remove = async () => {
    await call('DELETE', `${where}/keys/${open.key.keyId}`);
    pages.update(({ keyId }) => keyId === open.key.keyId);
  };
  const own = open?.key?.keyId === me.keyId;
  return html`<div class="tools">
      <button type="button" class="primary" onClick=${() => setOpen({ kind: 'new' })}>New key</button>
    </div>
    ${pages.items.map(
      (key) => html`<${Key} key=${key.keyId} stored=${key} rotate=${() => setOpen({ kind: 'rotate', key })}
        revoke=${() => setOpen({ kind: 'revoke', key })} />`,
    )}
    <${Rest} pages=${pages} empty="This user has no keys yet." />
    ${open?.kind === 'new' && html`<${NewKey} where=${where} made=${made} close=${close} />`}
    ${open?.kind === 'rotate' &&
    html`<${Rotate} where=${where} target=${open.key} own=${own} made=${made} close=${close} />`}
    ${open?.kind === 'made' && html`<${Made} apiKey=${open.apiKey} close=${close} />`}
    ${open?.kind === 'revoke' &&
    html`<${Confirm} title=${`Revoke ${nameOf(open.key)}?`} button="Revoke" action=${remove} close=${close}
      text=${own ? 'You are signed in with this key.' : 'The key stops working within a minute.'} />`}`;
}

function Key({ stored, rotate, revoke }) {
  const { keyId, roles, plan, createdAt, lastUsedOn, expiresAt, replacedBy } = stored;
  const title = nameOf(stored);
  return html`<section class="panel" aria-label=${`Key ${title}`}>
    <h3 dir="auto">${title}</h3>
    <dl class="facts">
      <div><dt>Roles</dt><dd>${roles.join(', ')}</dd></div>
      <div><dt>Plan</dt><dd>${plan}</dd></div>
      <div><dt>Last used</dt><dd>${lastUsedOn ?? 'never'}</dd></div>
      <div><dt>Expires</dt><dd><${Time} at=${expiresAt} /></dd></div>
      <div><dt>Made</dt><dd><${Time} at=${createdAt} /></dd></div>
      <div><dt>Key id</dt><dd><code>${keyId}</code></dd></div>
    </dl>
    <div class="buttons">
      ${replacedBy
        ? html`<span class="muted">Another key has replaced it.</span>`
        : html`<button type="button" onClick=${rotate}>Rotate…</button>`}
      <button type="button" class="danger" onClick=${revoke}>Revoke…</button>
    </div>
  </section>`;
}

function nameOf({ keyId, name }) {
  return name ?? `…${keyId.slice(-6)}`;
}

// A retry is the same attempt, which makes one key. Its response has no key: the first one was lost.
function usePost(made) {
  const action = useAction();
  const post = (path, body) =>
    action.run(async () => made((await call('POST', path, { body: JSON.stringify(body), once: true })).json()));
  return { ...action, post };
}

function NewKey({ where, made, close }) {
  const { busy, error, retry, post } = usePost(made);
  const [name, setName] = useState('');
  const [plan, setPlan] = useState('basic');
  const [roles, setRoles] = useState(['read', 'write']);
  const [expiry, setExpiry] = useState(NEVER);
  // A repetition is the same attempt only with the same time.
  const begin = useRef();
  const choose = (choice) => {
    begin.current = undefined;
    setExpiry(choice);
  };
  const submit = (event) => {
    event.preventDefault();
    begin.current ??= Date.now();
    const { ttl } = expiryQuery(expiry);
    post(`${where}/keys`, {
      roles,
      plan,
      ...(name && { name }),
      ...(ttl && { expiresAt: new Date(begin.current + ttl * 1000).toISOString() }),
    });
  };
  const toggle = (role) => setRoles(roles.includes(role) ? roles.filter((other) => other !== role) : [...roles, role]);
  return html`<${Dialog} title="New key" close=${close}>
    <form onSubmit=${submit}>
      <${TextField} label="Name" hint="What the key is for" value=${name} onInput=${setName} maxlength="100" />
      <fieldset class="choices">
        <legend>Roles</legend>
        ${ROLES.map(
          (role) => html`<label>
            <input type="checkbox" checked=${roles.includes(role)} onChange=${() => toggle(role)} />${role}
          </label>`,
        )}
      </fieldset>
      <${SelectField} label="Usage plan" value=${plan} options=${PLANS} onChange=${setPlan} />
      <${ExpiryFields} value=${expiry} onChange=${choose} />
      <${Failure} error=${error} retry=${retry} />
      <div class="buttons">
        <button type="submit" class="primary" disabled=${roles.length === 0} aria-disabled=${busy}>Make the key</button>
        <button type="button" onClick=${close}>Cancel</button>
      </div>
    </form>
  <//>`;
}

function Rotate({ where, target, own, made, close }) {
  const { busy, error, retry, post } = usePost(made);
  const [grace, setGrace] = useState('3600');
  const submit = (event) => {
    event.preventDefault();
    post(`${where}/keys/${target.keyId}/rotate`, { graceSeconds: Number(grace) });
  };
  return html`<${Dialog} title=${`Rotate ${nameOf(target)}?`} close=${close}>
    <form onSubmit=${submit}>
      <p>A new key gets the same name, roles, plan and expiry.${own && ' You are signed in with the present one.'}</p>
      <${SelectField} label="The present key stops working" value=${grace} options=${GRACE} onChange=${setGrace} />
      <${Failure} error=${error} retry=${retry} />
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled=${busy}>Rotate</button>
        <button type="button" onClick=${close}>Cancel</button>
      </div>
    </form>
  <//>`;
}

function Made({ apiKey, close }) {
  return html`<${Dialog} title="The new key" close=${close}>
    ${apiKey
      ? html`<p>Copy it now: nobody can see it again.</p>
          <p class="secret"><code>${apiKey}</code></p>`
      : html`<p>The key exists, but the response that showed it was lost. Rotate it to get another one.</p>`}
    <div class="buttons">
      ${apiKey && html`<${CopyButton} text=${apiKey} label="Copy the key" />`}
      <button type="button" onClick=${close}>Done</button>
    </div>
  <//>`;
}
