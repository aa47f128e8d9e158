// A list beside what is open in it, as records, notes, items and documents have it.
import { html } from 'htm/preact';
import { List } from './components.js';
import { go, to } from './route.js';
import { Stored } from './stored.js';

/**
 * `base` and `query` are the link to the list, `open` the id of what is open. `pages` comes from `usePages`, and `row`
 * makes an item of it from the response to a write and the value. `titleOf` an item is the heading when it is open.
 * `newFields` stand above what is typed for a new one.
 */
export function Browse({
  base,
  query,
  open,
  creating,
  canWrite,
  noun,
  pages,
  columns,
  idOf,
  titleOf = idOf,
  row,
  empty,
  search,
  kind,
  pathOf,
  create,
  newFields,
}) {
  const isOpen = (item) => idOf(item) === open;
  const item = pages.items.find(isOpen);
  return html`<div class=${open || creating ? 'split' : ''}>
    <div class="browse">
      <div class="tools">
        ${search}
        ${canWrite && html`<a class="button" href=${to(base, { ...query, new: noun })}>New ${noun}</a>`}
      </div>
      <${List} label=${`${noun}s`} pages=${pages} columns=${columns} selected=${isOpen} empty=${empty} />
    </div>
    ${(open || creating) &&
    html`<div class="open">
      <a class="back" href=${to(base, query)}>Close</a>
      ${open
        ? html`<${Stored} key=${open} kind=${kind} path=${pathOf(open)} title=${(item && titleOf(item)) || open}
            canWrite=${canWrite} facts=${item}
            onSaved=${(facts, value) => pages.update(isOpen, row(facts, value))}
            onDeleted=${() => pages.update(isOpen)} goOn=${() => go(base, query)} />`
        : html`<${Stored} kind=${kind} title=${`New ${noun}`} create=${create} canWrite
            onSaved=${pages.reload} goOn=${(facts) => go([...base, idOf(facts)], query)}>
            ${newFields}
          <//>`}
    </div>`}
  </div>`;
}
