// Asks for an API key.
import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { signIn } from './api.js';
import { Dialog, Failure, TextField } from './components.js';
import { useAction } from './state.js';

/** The page that asks. `onSignedIn` gets what `GET /me` returns. */
export function SignIn({ onSignedIn }) {
  return html`<main class="sign-in">
    <${SignInForm} onSignedIn=${onSignedIn}>
      <h1><img src=${new URL('favicon.svg', import.meta.url)} alt="" width="32" height="32" /> Cubby</h1>
    <//>
  </main>`;
}

/** Asks for another key in front of what is open, which stays. */
export function SignInAgain({ onSignedIn, close }) {
  return html`<${Dialog} title="Sign in again" close=${close}>
    <${SignInForm} onSignedIn=${onSignedIn}>
      <p class="failure" role="alert">The API no longer accepts this key. The page keeps what you have typed.</p>
    <//>
  <//>`;
}

function SignInForm({ onSignedIn, children }) {
  const form = useRef();
  const [key, setKey] = useState('');
  const { busy, error, retry, run } = useAction();
  const submit = (event) => {
    event.preventDefault();
    run(async () => onSignedIn(await signIn(key.trim())));
  };
  // `autofocus` works once a page.
  useEffect(() => form.current.elements[0].focus(), []);
  return html`<form ref=${form} onSubmit=${submit}>
    ${children}
    <${TextField} label="API key" hint="This tab keeps the key in memory only." type="password" value=${key}
      onInput=${setKey} pattern="\\s*[A-Za-z0-9._~\\-]{8,128}\\s*" title="8 to 128 characters of A-Z a-z 0-9 . _ ~ -"
      autocomplete="off" spellcheck=${false} required />
    <${Failure} error=${error} retry=${retry} />
    <button type="submit" class="primary" aria-disabled=${busy}>${busy ? 'Signing in…' : 'Sign in'}</button>
    <p class="muted"><a href="docs">API documentation</a></p>
  </form>`;
}
