// Sources: the statistics of each numeric field over time, and the latest event.
import { html } from 'htm/preact';
import { useRef, useState } from 'preact/hooks';
import { call, parseExactly } from './api.js';
import { Button, Failure, List, TextField, Time } from './components.js';
import { JsonEditor } from './json-editor.js';
import { Plot } from './plot.js';
import { go, to } from './route.js';
import { useAction, useLoad, usePages, useTyped } from './state.js';

const PLOTS = 12;

export default function Sources({ route, me }) {
  const [name] = route.args;
  const canWrite = me.roles.includes('write');
  if (name) {
    return html`<${Source} key=${name} name=${name} window=${route.query.window ?? '24h'} canWrite=${canWrite} />`;
  }
  return html`<${SourceList} canWrite=${canWrite} writing=${route.query.new} />`;
}

function SourceList({ canWrite, writing }) {
  const pages = usePages(async (cursor) => (await call('GET', 'sources', { query: { cursor } })).json(), []);
  const columns = [
    { title: 'Source', show: ({ name }) => html`<a class="mono" href=${to(['sources', name])}>${name}</a>` },
  ];
  return html`${canWrite &&
    !writing &&
    html`<div class="tools"><a class="button" href=${to(['sources'], { new: 'default' })}>Write an event</a></div>`}
    ${writing && html`<${NewEvent} key=${writing} source=${writing} />`}
    <${List} label="Sources" pages=${pages} columns=${columns}
      empty="There are no sources yet. The first event makes one." />`;
}

function Source({ name, window, canWrite }) {
  const latest = useLoad(() => expose(name, 'latest'), [name]);
  const pages = usePages(async (cursor) => fieldsOf(await expose(name, `${window}_devt`, cursor)), [name, window]);
  const [shown, setShown] = useState(PLOTS);
  const reload = () => {
    latest.reload();
    pages.reload();
  };
  const choice = (value, title) =>
    html`<a class="button" href=${to(['sources', name], { window: value })}
      aria-current=${value === window ? 'true' : undefined}>${title}</a>`;
  const plots = pages.items.slice(0, shown);
  const hidden = pages.items.length > shown;
  const missing = pages.items.length === 0 && !pages.loading && !pages.error;
  return html`<link rel="stylesheet" href=${new URL('uplot.uPlot.min.css', import.meta.url)} />
    <p><a href=${to(['sources'])}>All sources</a></p>
    <div class="tools">
      <h2 class="mono" tabindex="-1">${name}</h2>
      <div class="buttons">
        ${choice('24h', '24 hours')} ${choice('7d', '7 days')}
        <button type="button" onClick=${reload}>Reload</button>
        ${canWrite && html`<a class="button" href=${to(['sources'], { new: name })}>Write an event</a>`}
      </div>
    </div>
    <${Failure} error=${pages.error} retry=${pages.retry} />
    ${missing && html`<p class="empty">This window has no numbers.</p>`}
    <div class="plots">
      ${plots.map(({ title, steps }) => html`<${Plot} key=${title} title=${title} steps=${steps} />`)}
    </div>
    <p role="status">
      ${pages.loading && 'Loading…'}
      ${(hidden || pages.next) &&
      html`<${Button} off=${!hidden && pages.loading} press=${hidden ? () => setShown(shown + PLOTS) : pages.more}>
        More fields
      <//>`}
    </p>
    <section class="panel" aria-labelledby="latest">
      <h2 id="latest">Latest event</h2>
      <${Failure} error=${latest.error} retry=${latest.reload} />
      ${latest.data &&
      html`<p class="muted"><${Time} at=${latest.data.eventTime} /></p>
        <pre tabindex="0" dir="auto">${JSON.stringify(latest.data.data, null, 2)}</pre>`}
    </section>`;
}

async function expose(name, type, cursor) {
  const body = JSON.stringify({ name, type, cursor });
  const { text } = await call('POST', 'source/expose', { body });
  return (type === 'latest' ? parseExactly(text) : JSON.parse(text)).data;
}

/** A page of fields, each with all steps of the window. */
function fieldsOf({ steps, next }) {
  const titles = [...new Set(steps.flatMap(({ fields }) => Object.keys(fields)))];
  const items = titles.map((title) => ({
    title,
    steps: steps.map(({ from, fields }) => ({ from, count: 0, ...fields[title] })),
  }));
  return { items, next };
}

function NewEvent({ source }) {
  const [name, setName] = useState(source);
  const data = useRef();
  const { edits, isOpen, edited, stored } = useTyped();
  const { busy, error, retry, run } = useAction();
  const submit = (event) => {
    event.preventDefault();
    const text = data.current?.();
    if (text !== undefined) {
      const body = `{"name":${JSON.stringify(name)},"data":${text}}`;
      const count = edits.current;
      run(async () => {
        await call('POST', 'source/write_raw', { body, once: true });
        stored(count);
        if (isOpen.current) {
          go(['sources', name]);
        }
      });
    }
  };
  return html`<section class="panel" aria-labelledby="new-event">
    <h2 id="new-event">Write an event</h2>
    <form onSubmit=${submit} onInput=${edited}>
      <${TextField} label="Source" value=${name} onInput=${setName} required autocomplete="off" spellcheck=${false} />
      <${JsonEditor} text=${'{"temperature": 21.5}'} label="Data" handle=${data} onEdit=${edited} />
      <${Failure} error=${error} retry=${retry} />
      <div class="buttons">
        <button type="submit" class="primary" aria-disabled=${busy}>Write</button>
        <a class="button" href=${to(['sources'])}>Cancel</a>
      </div>
    </form>
  </section>`;
}
