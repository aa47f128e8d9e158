// The parts that views are made of. Text from the API is only ever a child or an attribute, never HTML.
import { html } from 'htm/preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useAction } from './state.js';

/** What went wrong, in the API's words. With `retry`, it offers to try again, after the wait that the API asks for. */
export function Failure({ error, retry }) {
  if (!error) {
    return null;
  }
  return html`<div class="failure" role="alert">
    <strong>${error.title ?? 'The console failed'}</strong>
    <p dir="auto">${error.message}</p>
    ${error.errors?.length > 1 &&
    html`<ul>
      ${error.errors.map(({ field, message }) => html`<li dir="auto"><code>${field}</code> ${message}</li>`)}
    </ul>`}
    ${error.requestId && html`<p class="muted">Request <code>${error.requestId}</code></p>`}
    ${retry && html`<${Retry} error=${error} retry=${retry} />`}
  </div>`;
}

// The button stays while it tries, and so keeps the focus.
function Retry({ error, retry }) {
  const seconds = error.retryAfter ?? 0;
  const [left, setLeft] = useState(seconds);
  const [pressed, setPressed] = useState(false);
  useEffect(() => {
    setLeft(seconds);
    setPressed(false);
    const until = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) {
        clearInterval(timer);
      }
    }, 250);
    return () => clearInterval(timer);
  }, [error]);
  useEffect(() => () => queueMicrotask(keepFocus), []);
  const press = () => {
    setPressed(true);
    retry();
  };
  return html`<${Button} off=${pressed || left > 0} press=${press}>
    ${left > 0 ? `Try again in ${left} s` : 'Try again'}
  <//>`;
}

/** A button that is `off` for a while, but keeps the focus. */
export function Button({ off, press, children }) {
  return html`<button type="button" aria-disabled=${String(Boolean(off))} onClick=${() => off || press()}>
    ${children}
  </button>`;
}

/** If what had the focus is gone, the innermost heading of the view gets it. */
export function keepFocus() {
  if (document.activeElement === document.body) {
    [...document.querySelectorAll('main [tabindex="-1"]')].at(-1)?.focus();
  }
}

/** A table of the items of `pages`, from `usePages`. A column has a title, a class and what it shows of an item. */
export function List({ label, pages, columns, empty, selected }) {
  const { items } = pages;
  return html`<div class="list">
    ${items.length > 0 &&
    html`<table aria-label=${label}>
      <thead>
        <tr>
          ${columns.map(({ title, style }) => html`<th scope="col" class=${style}>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${items.map(
          (item) => html`<tr class=${selected?.(item) ? 'selected' : ''}>
            ${columns.map(({ show, style }) => html`<td class=${style}>${show(item)}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>`}
    <${Rest} pages=${pages} empty=${empty} />
  </div>`;
}

/** What follows the items of `pages`: that there are none, an error, and how to get more. */
export function Rest({ pages, empty }) {
  const { items, next, loading, error } = pages;
  const place = useRef();
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    // The last page takes the button away that asked for it.
    if (asked && !next && document.activeElement === document.body) {
      place.current.querySelector('button').focus();
    }
    setAsked(false);
  }, [next]);
  const more = () => {
    setAsked(true);
    pages.more();
  };
  return html`${items.length === 0 && !loading && !error && !next && html`<p class="empty">${empty}</p>`}
    <${Failure} error=${error} retry=${pages.retry} />
    <div class="buttons" ref=${place}>
      ${next && html`<${Button} off=${loading} press=${more}>More<//>`}
      <${Button} off=${loading} press=${pages.reload}>Refresh<//>
      <span role="status">${loading && 'Loading…'}</span>
    </div>`;
}

/** A labeled input, select or textarea: `children` gets the attributes that connect it with label and error. */
export function Field({ label, hint, error, children }) {
  const id = useId();
  const described = hint || error ? `${id}-note` : undefined;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${children({ id, 'aria-describedby': described, 'aria-invalid': error ? 'true' : undefined })}
    ${described && html`<small id=${described} class=${error ? 'wrong' : 'muted'}>${error ?? hint}</small>`}
  </div>`;
}

/** A labeled line of text. Further attributes go to the input. */
export function TextField({ label, hint, error, value, onInput, ...attributes }) {
  return html`<${Field} label=${label} hint=${hint} error=${error}>
    ${(connected) =>
      html`<input dir="auto" ...${connected} ...${attributes} value=${value}
        onInput=${(event) => onInput(event.target.value)} />`}
  <//>`;
}

/** A labeled choice; `options` are pairs of a value and its text. */
export function SelectField({ label, hint, value, options, onChange }) {
  return html`<${Field} label=${label} hint=${hint}>
    ${(connected) =>
      html`<select ...${connected} onChange=${(event) => onChange(event.target.value)}>
        ${options.map(([option, text]) => html`<option value=${option} selected=${option === value}>${text}</option>`)}
      </select>`}
  <//>`;
}

/** A form of one text, which `search` gets; `children` stand beside it. */
export function Search({ label, value = '', search, children }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const submit = (event) => {
    event.preventDefault();
    search(text.trim());
  };
  return html`<form class="search" role="search" onSubmit=${submit}>
    <${TextField} label=${label} type="search" value=${text} onInput=${setText} />
    <button type="submit">Search</button>
    ${children}
  </form>`;
}

/** A modal dialog. Escape closes it. */
export function Dialog({ title, close, wide, children }) {
  const element = useRef();
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    element.current.showModal();
    // Only when the dialog is gone can what is behind it have the focus.
    return () =>
      queueMicrotask(() => {
        before?.focus();
        keepFocus();
      });
  }, []);
  return html`<dialog ref=${element} aria-labelledby=${id} class=${wide ? 'wide' : ''} onClose=${close}>
    <h2 id=${id} dir="auto">${title}</h2>
    ${children}
  </dialog>`;
}

/**
 * Asks before `action` runs, an async function, and closes when it has. With `typed`, the button needs this text typed.
 */
export function Confirm({ title, text, button, typed, action, close }) {
  const { busy, error, retry, run } = useAction();
  const [entered, setEntered] = useState('');
  const submit = (event) => {
    event.preventDefault();
    run(async () => {
      await action();
      close();
    });
  };
  return html`<${Dialog} title=${title} close=${close}>
    <form onSubmit=${submit}>
      <p dir="auto">${text}</p>
      ${typed &&
      html`<${TextField} label=${`Type “${typed}” to confirm`} value=${entered} onInput=${setEntered}
        autocomplete="off" />`}
      <${Failure} error=${error} retry=${retry} />
      <div class="buttons">
        <button type="submit" class="danger" disabled=${typed && entered !== typed} aria-disabled=${busy}>${button}</button>
        <button type="button" onClick=${close}>Cancel</button>
      </div>
    </form>
  <//>`;
}

/** Copies `text`. Browsers offer that to pages from HTTPS or this machine only; elsewhere there is no button. */
export function CopyButton({ text, label = 'Copy' }) {
  const [outcome, setOutcome] = useState();
  if (!navigator.clipboard) {
    return null;
  }
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('Copied'),
      () => setOutcome('Copying failed'),
    );
  return html`<button type="button" onClick=${copy}>${outcome ?? label}</button>`;
}

const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A time in the user's zone; its title is the API's text. */
export function Time({ at }) {
  return at ? html`<time datetime=${at} title=${at}>${format.format(new Date(at))}</time>` : '–';
}

/** What a list shows of a value: one line of its beginning. */
export function preview(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return html`<span dir="auto">${text.slice(0, 300)}</span>`;
}

/** Bars of requests per day: `days` as the usage routes return them. */
export function UsageBars({ days }) {
  const most = Math.max(1, ...days.map(({ used }) => used));
  const total = days.reduce((sum, { used }) => sum + used, 0);
  const label = `${total.toLocaleString()} requests in ${days.length} days, at most ${most.toLocaleString()} a day`;
  return html`<figure class="bars">
    <svg viewBox=${`0 0 ${days.length * 10} 100`} preserveAspectRatio="none" role="img" aria-label=${label}>
      ${days.map(
        ({ date, used }, index) => html`<rect x=${index * 10 + 1} y=${100 - (used / most) * 100} width="8"
          height=${(used / most) * 100}><title>${date}: ${used.toLocaleString()}</title></rect>`,
      )}
    </svg>
    <figcaption class="muted">${label}</figcaption>
  </figure>`;
}
