// The export of a user's data, saved as a file.
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { download } from './api.js';
import { Failure } from './components.js';
import { useAction } from './state.js';

/** Offers to save what the path `from` exports as the file `name`. */
export function Export({ from, name }) {
  const [lines, setLines] = useState();
  const { busy, error, retry, run } = useAction();
  return html`<section class="panel" aria-labelledby="export">
    <h2 id="export">Export</h2>
    <p>All data but sources as lines of JSON, which <code>POST /import</code> takes.</p>
    <${Failure} error=${error} retry=${retry} />
    <button type="button" aria-disabled=${busy} onClick=${() => run(() => download(from, name, setLines))}>Download</button>
    <span role="status">${lines !== undefined && `${lines} lines`}</span>
  </section>`;
}
