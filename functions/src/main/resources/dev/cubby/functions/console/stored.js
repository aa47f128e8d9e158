// The panel of something stored: reads it, saves it if nobody else has changed it, and deletes it.
import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { attemptHeaders, call, parseExactly } from './api.js';
import { Confirm, Dialog, Failure, Time } from './components.js';
import { ExpiryFields, KEEP, NEVER, expiryQuery } from './expiry.js';
import { JsonEditor } from './json-editor.js';
import { mayDiscard, setUnsaved } from './route.js';
import { useAction, useLoad } from './state.js';

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
 * `path` is where the thing is; without it, it is new, and `create(body, query, headers)` sends it. `remove` is the
 * request that deletes it, by default a DELETE. `facts` is what a list says about it. `children` come first in the form.
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
  onSaved,
  onDeleted,
  children,
}) {
  const existing = path !== undefined;
  const handle = useRef();
  const heading = useRef();
  const isOpen = useRef(false);
  const edits = useRef(0);
  const [revision, setRevision] = useState(0);
  const [expiry, setExpiry] = useState(existing ? KEEP : NEVER);
  const [conflict, setConflict] = useState();
  const [deleting, setDeleting] = useState(false);
  const [saved, setSaved] = useState(false);
  const action = useAction();
  const loaded = useLoad(async () => (existing ? read() : { value: kind.empty }), [path]);
  useEffect(() => {
    isOpen.current = true;
    heading.current?.focus();
    return () => {
      isOpen.current = false;
      setUnsaved(false);
    };
  }, [path]);

  async function read() {
    const answer = await call('GET', path);
    return { value: kind.read(answer), etag: answer.etag, facts: kind.facts?.(answer) };
  }
  const show = (stored) => {
    loaded.set(stored);
    setRevision((now) => now + 1);
    setConflict(undefined);
    setUnsaved(false);
  };
  const reload = () =>
    mayDiscard() &&
    action.run(async () => {
      const before = edits.current;
      const stored = await read();
      if (isOpen.current && (before === edits.current || mayDiscard())) {
        show(stored);
      }
    });
  const edited = () => {
    edits.current++;
    setSaved(false);
    setUnsaved(true);
  };

  const send = (value, etag) => {
    const headers = { 'if-match': etag };
    const keep = expires && expiry.choice === 'keep';
    return keep
      ? call('PATCH', path, { headers, ...kind.patch(value) })
      : call('PUT', path, { headers, query: expiryQuery(expiry), body: kind.body(value) });
  };
  // `edit` is the number of edits that `value` has; later ones are not saved.
  const attempt = async (value, etag, edit, headers) => {
    setSaved(false);
    try {
      const answer = existing ? await send(value, etag) : await create(kind.body(value), expiryQuery(expiry), headers);
      setConflict(undefined);
      if (isOpen.current && edit === edits.current) {
        setUnsaved(false);
        setSaved(true);
      }
      setExpiry((now) => (now === expiry ? KEEP : now));
      loaded.set({ value, etag: answer.etag, facts: answer.json() });
      onSaved(answer.json(), value);
    } catch (error) {
      if (error.status !== 412 || !existing) {
        throw error;
      }
      const theirs = await read();
      if (sameJson(kind.body(theirs.value), kind.body(value))) {
        // An attempt whose response was lost has stored it. Another one also sets the expiry, and returns the version.
        await attempt(value, theirs.etag, edit);
      } else {
        setConflict({ mine: value, edit, theirs });
      }
    }
  };
  // A retry of a create is the same attempt, which takes effect once.
  const save = (value, etag, edit = edits.current, headers = attemptHeaders()) =>
    action.run(() => attempt(value, etag, edit, headers));
  const submit = (event) => {
    event.preventDefault();
    const value = handle.current?.();
    if (value !== undefined) {
      save(value, loaded.data.etag);
    }
  };

  const { data } = loaded;
  const known = data?.facts ?? facts;
  return html`<section class="panel" aria-label=${title}>
    <h2 ref=${heading} tabindex="-1" dir="auto">${title}</h2>
    ${known && html`<${Facts} facts=${known} />`}
    ${loaded.loading && html`<p role="status">Loading…</p>`}
    <${Failure} error=${loaded.error} retry=${loaded.reload} />
    ${data &&
    html`<form onSubmit=${submit}>
      ${children}
      <${kind.Edit} key=${`${path} ${revision}`} value=${data.value} handle=${handle} readOnly=${!canWrite}
        onEdit=${edited} errors=${action.error?.errors ?? []} />
      ${canWrite && expires && html`<${ExpiryFields} value=${expiry} onChange=${setExpiry} existing=${existing} />`}
      <${Failure} error=${action.error} retry=${action.retry} />
      <div class="buttons">
        ${canWrite &&
        html`<button type="submit" class="primary" disabled=${action.busy}>${existing ? 'Save' : 'Create'}</button>`}
        ${existing && html`<button type="button" disabled=${action.busy} onClick=${reload}>Reload</button>`}
        ${canWrite &&
        existing &&
        html`<button type="button" class="danger" onClick=${() => setDeleting(true)}>Delete…</button>`}
        <span role="status">${action.busy ? 'Saving…' : saved && 'Saved'}</span>
      </div>
    </form>`}
    ${conflict &&
    html`<${Conflict} ...${conflict} kind=${kind} action=${action} close=${() => setConflict(undefined)}
      useMine=${() => save(conflict.mine, conflict.theirs.etag, conflict.edit)}
      useTheirs=${() => show(conflict.theirs)} />`}
    ${deleting &&
    html`<${Confirm} title=${`Delete ${title}?`} text="This cannot be undone." button="Delete" typed=${typed}
      close=${() => setDeleting(false)}
      action=${async () => {
        await (remove ?? ((headers) => call('DELETE', path, { headers })))({ 'if-match': data.etag });
        setUnsaved(false);
        onDeleted();
      }} />`}
  </section>`;
}

function sameJson(one, other) {
  return JSON.stringify(parseExactly(one)) === JSON.stringify(parseExactly(other));
}

function Facts({ facts: { version, createdAt, updatedAt, expiresAt } }) {
  return html`<dl class="facts">
    ${version && html`<div><dt>Version</dt><dd>${String(version.rawJSON ?? version)}</dd></div>`}
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
      <button type="button" class="primary" disabled=${action.busy} onClick=${useMine}>Save mine over it</button>
      <button type="button" disabled=${action.busy} onClick=${useTheirs}>Take the stored one</button>
      <button type="button" onClick=${close}>Keep editing</button>
    </div>
  <//>`;
}
