// The panel of something stored: reads it, saves it if nobody else has changed it, and deletes it.
import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { call, parseExactly } from './api.js';
import { Confirm, Dialog, Failure, Time } from './components.js';
import { ExpiryFields, KEEP, NEVER, expiryQuery } from './expiry.js';
import { JsonEditor } from './json-editor.js';
import { mayDiscard, setUnsaved } from './route.js';
import { useAction, useLoad, useTyped } from './state.js';

/** A value of any JSON, edited as its text. */
export const jsonKind = {
  empty: '{\n  \n}',
  read: ({ text }) => text,
  body: (text) => text,
  // A PATCH keeps the expiry, which GET does not return.
  patch: (text) => ({ type: 'application/json-patch+json', body: `[{"op":"replace","path":"","value":${text}}]` }),
  show: (text) => text,
  Edit: ({ value, ...rest }) => html`<${JsonEditor} text=${value} label="JSON" ...${rest} />`,
};

/**
 * `path` is where the thing is; without it, it is new, and `create(body, query)` sends it. `remove` is the request that
 * deletes it, by default a DELETE. `facts` is what a list says about it. `children` come first in the form. `goOn` opens what
 * follows a create or a delete, if the user is still here.
 */
export function Stored({
  kind,
  path,
  title,
  facts,
  create,
  canWrite,
  expires = true,
  typed,
  remove,
  onSaved = () => {},
  onDeleted = () => {},
  goOn,
  children,
}) {
  const existing = path !== undefined;
  const handle = useRef();
  const heading = useRef();
  // The values of saves without a response, any of which may be stored.
  const unsure = useRef([]);
  const { edits, isOpen, edited, stored } = useTyped();
  const [revision, setRevision] = useState(0);
  const [expiry, setExpiry] = useState(existing ? KEEP : NEVER);
  const [conflict, setConflict] = useState();
  const [deleting, setDeleting] = useState(false);
  const [saved, setSaved] = useState(false);
  const action = useAction();
  const loaded = useLoad(async () => (existing ? read() : { value: kind.empty }), [path]);
  useEffect(() => heading.current.focus(), [path]);

  async function read() {
    const answer = await call('GET', path);
    return { value: kind.read(answer), etag: answer.etag, facts: kind.facts?.(answer) };
  }
  const show = (theirs) => {
    loaded.set(theirs);
    setRevision((now) => now + 1);
    setConflict(undefined);
    setExpiry(KEEP);
    setUnsaved(false);
    if (theirs.facts) {
      onSaved(theirs.facts, theirs.value);
    }
  };
  const reload = () =>
    !action.busy &&
    mayDiscard() &&
    action.run(async () => {
      const before = edits.current;
      const theirs = await read();
      if (isOpen.current && (before === edits.current || mayDiscard())) {
        show(theirs);
      }
    });
  const edit = () => {
    edited();
    setSaved(false);
  };

  const send = (value, etag) => {
    const headers = { 'if-match': etag };
    const keep = expires && expiry.choice === 'keep';
    return keep
      ? call('PATCH', path, { headers, ...kind.patch(value) })
      : call('PUT', path, { headers, query: expiryQuery(expiry), body: kind.body(value) });
  };
  // `count` is the number of edits that `value` has; later ones are not saved.
  const attempt = async (value, etag, count) => {
    setSaved(false);
    try {
      const answer = existing ? await send(value, etag) : await create(kind.body(value), expiryQuery(expiry));
      unsure.current = [];
      setConflict(undefined);
      setSaved(stored(count));
      setExpiry((now) => (now === expiry && existing ? KEEP : now));
      loaded.set({ value, etag: answer.etag, facts: answer.json() });
      onSaved(answer.json(), value);
      if (!existing && isOpen.current) {
        goOn(answer.json());
      }
    } catch (error) {
      if (!error.status || error.status >= 500) {
        unsure.current.push(value);
      }
      if (error.status !== 412 || !existing) {
        throw error;
      }
      const theirs = await read();
      if ([value, ...unsure.current].some((own) => sameJson(kind.body(theirs.value), kind.body(own)))) {
        // An attempt whose response was lost has stored it. Another one also sets the expiry, and returns the version.
        await attempt(value, theirs.etag, count);
      } else {
        setConflict({ mine: value, count, theirs });
      }
    }
  };
  const save = (value, etag, count = edits.current) => action.run(() => attempt(value, etag, count));
  const submit = (event) => {
    event.preventDefault();
    const value = handle.current?.();
    if (value !== undefined) {
      save(value, loaded.data.etag);
    }
  };

  const { data } = loaded;
  // The list may know another version only.
  const listed = facts && (!data?.etag || data.etag.endsWith(`.${textOf(facts.version)}"`)) ? facts : undefined;
  const known = data?.facts ?? listed;
  return html`<section class="panel" aria-label=${title}>
    <h2 ref=${heading} tabindex="-1" dir="auto">${title}</h2>
    ${known && html`<${Facts} facts=${known} />`}
    ${loaded.loading && html`<p role="status">Loading…</p>`}
    <${Failure} error=${loaded.error} retry=${loaded.reload} />
    ${data &&
    html`<form onSubmit=${submit} onInput=${canWrite && edit}>
      ${children}
      <${kind.Edit} key=${`${path} ${revision}`} value=${data.value} handle=${handle} readOnly=${!canWrite}
        onEdit=${edit} errors=${action.error?.errors ?? []} />
      ${canWrite && expires && html`<${ExpiryFields} value=${expiry} onChange=${setExpiry} existing=${existing} />`}
      <${Failure} error=${action.error} retry=${action.retry} />
      <div class="buttons">
        ${canWrite &&
        html`<button type="submit" class="primary" aria-disabled=${action.busy}>${existing ? 'Save' : 'Create'}</button>`}
        ${existing && html`<button type="button" aria-disabled=${action.busy} onClick=${reload}>Reload</button>`}
        ${canWrite &&
        existing &&
        html`<button type="button" class="danger" onClick=${() => setDeleting(true)}>Delete…</button>`}
        <span role="status">${action.busy ? 'Saving…' : saved && 'Saved'}</span>
      </div>
    </form>`}
    ${conflict &&
    html`<${Conflict} ...${conflict} kind=${kind} action=${action} close=${() => setConflict(undefined)}
      useMine=${() => save(conflict.mine, conflict.theirs.etag, conflict.count)}
      useTheirs=${() => action.busy || show(conflict.theirs)} />`}
    ${deleting &&
    html`<${Confirm} title=${`Delete ${title}?`} text="This cannot be undone." button="Delete" typed=${typed}
      close=${() => setDeleting(false)}
      action=${async () => {
        const count = edits.current;
        await (remove ?? ((headers) => call('DELETE', path, { headers })))({ 'if-match': data.etag });
        onDeleted();
        if (isOpen.current) {
          stored(count);
          goOn();
        }
      }} />`}
  </section>`;
}

/** Says whether two texts are the same JSON. */
export function sameJson(one, other) {
  return JSON.stringify(parseExactly(one)) === JSON.stringify(parseExactly(other));
}

// A number may have kept its text.
const textOf = (number) => String(number?.rawJSON ?? number);

function Facts({ facts: { version, createdAt, updatedAt, expiresAt } }) {
  return html`<dl class="facts">
    ${version && html`<div><dt>Version</dt><dd>${textOf(version)}</dd></div>`}
    ${createdAt && html`<div><dt>Created</dt><dd><${Time} at=${createdAt} /></dd></div>`}
    ${updatedAt && html`<div><dt>Updated</dt><dd><${Time} at=${updatedAt} /></dd></div>`}
    ${expiresAt && html`<div><dt>Expires</dt><dd><${Time} at=${expiresAt} /></dd></div>`}
  </dl>`;
}

function Conflict({ mine, theirs, kind, action, close, useMine, useTheirs }) {
  return html`<${Dialog} title="Changed meanwhile" close=${close} wide>
    <p>Somebody has saved another version since you opened this one.</p>
    <div class="versions">
      <section aria-label="Your version">
        <h3>Yours</h3>
        <pre tabindex="0" dir="auto">${kind.show(mine)}</pre>
      </section>
      <section aria-label="The stored version">
        <h3>Stored</h3>
        <pre tabindex="0" dir="auto">${kind.show(theirs.value)}</pre>
      </section>
    </div>
    <${Failure} error=${action.error} retry=${action.retry} />
    <div class="buttons">
      <button type="button" class="primary" aria-disabled=${action.busy} onClick=${useMine}>Save mine over it</button>
      <button type="button" aria-disabled=${action.busy} onClick=${useTheirs}>Take the stored one</button>
      <button type="button" onClick=${close}>Keep editing</button>
    </div>
  <//>`;
}
