// Users: find them by email, create, change and delete them; a user's keys, usage, audit trail and export.
import { html } from 'htm/preact';
import { Audit } from './audit.js';
import { call, path } from './api.js';
import { Failure, List, Search, Time } from './components.js';
import { Export } from './export.js';
import { formKind } from './form-kind.js';
import { Keys } from './keys.js';
import { go, to } from './route.js';
import { useLoad, usePages } from './state.js';
import { Stored } from './stored.js';
import { UserUsage } from './usage.js';

const form = formKind([
  { name: 'name', label: 'Name', required: true },
  { name: 'email', label: 'Email', required: true },
  { name: 'age', label: 'Age' },
]);

// A text that is no number goes to the API as it is, which says what is wrong.
const ageOf = (text) => (text === '' ? null : /^\d+$/.test(text) ? Number(text) : text);

const kind = { ...form, body: (value) => JSON.stringify({ ...value, age: ageOf(String(value.age).trim()) }) };

const PARTS = [
  ['keys', 'Keys'],
  ['profile', 'Profile'],
  ['usage', 'Usage'],
  ['audit', 'Audit'],
  ['export', 'Export'],
];

export default function Users({ route, me }) {
  const [userId, part = 'keys'] = route.args;
  return userId
    ? html`<${User} key=${userId} userId=${userId} part=${part} query=${route.query} me=${me} />`
    : html`<${UserList} email=${route.query.email} creating=${route.query.new} />`;
}

function UserList({ email, creating }) {
  const pages = usePages(
    async (cursor) => (await call('GET', 'users', { query: email ? { email } : { order: 'desc', cursor } })).json(),
    [email],
  );
  const columns = [
    { title: 'Name', show: ({ userId, name }) => html`<a dir="auto" href=${to(['users', userId])}>${name}</a>` },
    { title: 'Email', show: ({ email: address }) => address },
    { title: 'Created', style: 'when', show: ({ createdAt }) => html`<${Time} at=${createdAt} />` },
  ];
  const create = (body) => call('POST', 'users', { body, once: true });
  return html`${creating
      ? html`<div class="open">
          <a class="back" href=${to(['users'])}>Close</a>
          <${Stored} kind=${kind} title="New user" create=${create} canWrite expires=${false}
            goOn=${({ userId }) => go(['users', userId])} />
        </div>`
      : html`<div class="tools">
          <${Search} label="Email address" value=${email}
            search=${(text) => go(['users'], { email: text })} />
          <a class="button" href=${to(['users'], { new: 'user' })}>New user</a>
        </div>`}
    <${List} label="Users" pages=${pages} columns=${columns}
      empty=${email ? 'No user has this address.' : 'There are no users yet.'} />`;
}

function User({ userId, part, query, me }) {
  const where = path('users', userId);
  const { data: user, error, reload, set } = useLoad(async () => (await call('GET', where)).json(), []);
  const name = user?.name ?? userId;
  return html`<p><a href=${to(['users'])}>All users</a></p>
    <div class="tools">
      <h2 dir="auto" tabindex="-1">${name}</h2>
      <nav class="tabs" aria-label=${`Parts of ${name}`}>
        ${PARTS.map(
          ([value, title]) => html`<a href=${to(['users', userId, value])}
            aria-current=${value === part ? 'page' : undefined}>${title}</a>`,
        )}
      </nav>
    </div>
    <${Failure} error=${error} retry=${reload} />
    ${part === 'keys' && html`<${Keys} where=${where} me=${me} />`}
    ${part === 'usage' && html`<${UserUsage} where=${where} />`}
    ${part === 'audit' && html`<${Audit} userId=${userId} source=${query.source} />`}
    ${part === 'export' && html`<${Export} from=${path('users', userId, 'export')} name=${`${userId}.ndjson`} />`}
    ${part === 'profile' &&
    user &&
    html`<${Stored} kind=${kind} path=${where} title="Profile" canWrite expires=${false} typed=${name}
      onSaved=${set} goOn=${() => go(['users'])} />`}`;
}
