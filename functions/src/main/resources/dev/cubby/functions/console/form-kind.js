// Stored things that have fields of text, such as notes and items.
import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';
import { Field, TextField } from './components.js';
import { hasCrlf } from './json.js';

/** The kind with these `fields`: each has a name, a label, and is `long` or a line, `required` or not. */
export function formKind(fields) {
  const body = (value) => JSON.stringify(value);
  return {
    empty: Object.fromEntries(fields.map(({ name }) => [name, ''])),
    read: (answer) => pick(answer.json()),
    facts: (answer) => answer.json(),
    body,
    patch: (value) => ({ type: 'application/merge-patch+json', body: body(value) }),
    show: (value) => fields.map(({ name, label }) => `${label}: ${value[name]}`).join('\n\n'),
    Edit: (properties) => html`<${Form} fields=${fields} ...${properties} />`,
  };
  function pick(stored) {
    return Object.fromEntries(fields.map(({ name }) => [name, stored[name] ?? '']));
  }
}

function Form({ fields, value, handle, readOnly, onEdit, errors }) {
  const [entered, setEntered] = useState(value);
  const latest = useRef(value);
  handle.current = () => latest.current;
  return fields.map(({ name, label, long, required }) => {
    const error = errors.find(({ field }) => field === name)?.message;
    const change = (text) => {
      const asStored = long && hasCrlf(value[name]) ? text.replaceAll('\n', '\r\n') : text;
      latest.current = { ...latest.current, [name]: asStored };
      setEntered((now) => ({ ...now, [name]: text }));
      onEdit();
    };
    return long
      ? html`<${Field} label=${label} error=${error}>
          ${(connected) =>
            html`<textarea dir="auto" rows="8" readonly=${readOnly} ...${connected} value=${entered[name]}
              onInput=${(event) => change(event.target.value)} />`}
        <//>`
      : html`<${TextField} label=${label} error=${error} readonly=${readOnly} required=${required}
          value=${entered[name]} onInput=${change} />`;
  });
}
