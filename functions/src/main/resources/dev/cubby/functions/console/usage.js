// The usage of keys against their plans.
import { html } from 'htm/preact';
import { useId } from 'preact/hooks';
import { call } from './api.js';
import { Rest, Time, UsageBars } from './components.js';
import { usePages } from './state.js';

/** The usage of one key, as the usage routes return it, below a heading of `title`. */
export function Usage({ title, usage: { plan, limits, days, quotaResetsAt, asOf } }) {
  const id = useId();
  const { quota, period, requestsPerSecond, burst } = limits;
  const used = quota - (days.at(-1)?.remaining ?? quota);
  return html`<section class="panel" aria-labelledby=${`${id}-title`}>
    <h2 id=${`${id}-title`} dir="auto">${title ?? `Plan ${plan}`}</h2>
    <p>${title && `Plan ${plan}: `}${requestsPerSecond} requests a second, bursts of ${burst}.</p>
    ${quota &&
    html`<label for=${`${id}-used`}>
        ${used.toLocaleString()} of ${quota.toLocaleString()} requests used this ${period}
      </label>
      <progress id=${`${id}-used`} max=${quota} value=${used}></progress>
      <p class="muted">The quota starts again at <${Time} at=${quotaResetsAt} />.</p>`}
    <h3>Requests per day</h3>
    <${UsageBars} days=${days} />
    <p class="muted">As of <${Time} at=${asOf} />, in days of UTC.</p>
  </section>`;
}

/** The usage of each key of the user at the path `where`, the newest first. */
export function UserUsage({ where }) {
  const pages = usePages(
    async (cursor) => (await call('GET', `${where}/usage`, { query: { order: 'desc', cursor } })).json(),
    [],
  );
  return html`${pages.items.map(
      (usage) => html`<${Usage} key=${usage.keyId} title=${`Key ${usage.keyId}`} usage=${usage} />`,
    )}
    <${Rest} pages=${pages} empty="This user has no keys yet." />`;
}
