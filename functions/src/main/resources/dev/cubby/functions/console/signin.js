// Asks for an API key.
import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { signIn } from './api.js';
import { Failure, TextField } from './components.js';
import { useAction } from './state.js';

/** `reason` is the problem that ended the last session, if one did. `onSignedIn` gets what `GET /me` returns. */
export function SignIn({ reason, onSignedIn }) {
  const [key, setKey] = useState('');
  const { busy, error, retry, run } = useAction();
  const submit = (event) => {
    event.preventDefault();
    run(async () => onSignedIn(await signIn(key.trim())));
  };
  return html`<main class="sign-in">
    <form onSubmit=${submit}>
      <h1><img src=${new URL('favicon.svg', import.meta.url)} alt="" width="32" height="32" /> Cubby</h1>
      ${reason && !error && html`<p class="failure" role="alert">Signed out: the API no longer accepts this key.</p>`}
      <${TextField} label="API key" hint="This tab keeps the key in memory only." type="password" value=${key}
        onInput=${setKey} pattern="\\s*[A-Za-z0-9._~\\-]{8,128}\\s*" title="8 to 128 characters of A-Z a-z 0-9 . _ ~ -"
        autocomplete="off" spellcheck=${false} required autofocus />
      <${Failure} error=${error} retry=${retry} />
      <button type="submit" class="primary" disabled=${busy}>${busy ? 'Signing in…' : 'Sign in'}</button>
      <p class="muted"><a href="docs">API documentation</a></p>
    </form>
  </main>`;
}
