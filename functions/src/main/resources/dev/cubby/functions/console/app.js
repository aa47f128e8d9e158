// The frame of the console: who is signed in, and which view is open.
import { html, render } from 'htm/preact';
import { useEffect, useErrorBoundary, useRef, useState } from 'preact/hooks';
import { onRefused, signOut } from './api.js';
import { Failure, keepFocus } from './components.js';
import { currentRoute, mayDiscard, onNavigation, setUnsaved, to } from './route.js';
import { SignIn, SignInAgain } from './signin.js';
import { imported } from './state.js';

/**
 * The views, in the order of the menu. A view is shown to keys that have its role, and loaded when it is opened. Its
 * module's default export is a component that gets the `route`, and as `me` what `GET /me` returns.
 */
const views = [
  { name: 'records', title: 'Records', role: 'read', load: () => import('./records.js') },
  { name: 'notes', title: 'Notes', role: 'read', load: () => import('./notes.js') },
  { name: 'items', title: 'Items', role: 'read', load: () => import('./items.js') },
  { name: 'collections', title: 'Collections', role: 'read', load: () => import('./collections.js') },
  { name: 'sources', title: 'Sources', role: 'read', load: () => import('./sources.js') },
  { name: 'users', title: 'Users', role: 'admin', load: () => import('./users.js') },
  { name: 'me', title: 'Usage', load: () => import('./me.js') },
];

function App() {
  const [me, setMe] = useState();
  // Counts the keys that the API no longer accepts, while there is no other one.
  const [refused, setRefused] = useState(0);
  useEffect(() => onRefused(() => setRefused((now) => now + 1)), []);
  const enter = (next) => {
    if (me && next.userId !== me.userId) {
      if (!mayDiscard()) {
        signOut();
        return;
      }
      setUnsaved(false);
    }
    setRefused(0);
    setMe(next);
  };
  const leave = () => {
    if (mayDiscard()) {
      setUnsaved(false);
      signOut();
      setRefused(0);
      setMe(undefined);
    } else if (refused) {
      // The dialog that asks for a key opens again.
      setRefused(refused + 1);
    }
  };
  return me
    ? html`<${Console} key=${me.userId} me=${me} leave=${leave} />
        ${refused > 0 && html`<${SignInAgain} key=${refused} onSignedIn=${enter} close=${leave} />`}`
    : html`<${SignIn} onSignedIn=${enter} />`;
}

function Console({ me, leave }) {
  const [route, setRoute] = useState(currentRoute);
  useEffect(() => onNavigation(setRoute), []);
  const allowed = views.filter(({ role }) => !role || me.roles.includes(role));
  const view = route.view ? allowed.find(({ name }) => name === route.view) : allowed[0];
  useEffect(() => {
    document.title = view ? `${view.title} · Cubby` : 'Cubby';
  }, [view]);
  return html`<div class="frame">
    <header>
      <a class="brand" href="#/">
        <img src=${new URL('favicon.svg', import.meta.url)} alt="" width="24" height="24" />Cubby
      </a>
      <nav aria-label="Views">
        ${allowed.map(
          ({ name, title }) =>
            html`<a href=${to([name])} aria-current=${name === view?.name ? 'page' : undefined}>${title}</a>`,
        )}
      </nav>
      <div class="who">
        <span dir="auto">${me.name ?? 'Administrator'}</span>
        <small class="muted">${me.roles.join(', ')} · plan ${me.plan}</small>
        <button type="button" onClick=${leave}>Sign out</button>
      </div>
    </header>
    <main>
      ${view
        ? html`<${View} key=${view.name} view=${view} route=${route} me=${me} />`
        : html`<h1>There is no such page</h1>`}
    </main>
  </div>`;
}

function View({ view, route, me }) {
  const [component, setComponent] = useState();
  const [failed, setFailed] = useState();
  const [broken] = useErrorBoundary(console.error);
  const heading = useRef();
  useEffect(() => {
    heading.current.focus();
    imported(view.load()).then((module) => setComponent(() => module.default), setFailed);
  }, []);
  const error = failed ?? broken;
  useEffect(keepFocus, [route]);
  return html`<h1 ref=${heading} tabindex="-1">${view.title}</h1>
    ${error && html`<${Failure} error=${error} retry=${() => location.reload()} />`}
    ${component && !broken && html`<${component} route=${route} me=${me} />`}`;
}

// Without exact numbers, the console would change values that it saves.
const old = html`<main class="sign-in"><p>The console needs Chrome 114, Firefox 135 or Safari 18.4.</p></main>`;
render(JSON.rawJSON ? html`<${App} />` : old, document.getElementById('app'));
