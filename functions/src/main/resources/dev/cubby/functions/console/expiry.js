// When stored things expire.
import { html } from 'htm/preact';
import { Field, SelectField } from './components.js';

const SECONDS = { minutes: 60, hours: 3600, days: 86400 };

/** The choice that changes nothing. */
export const KEEP = { choice: 'keep', amount: '1' };

/** The choice for something new. */
export const NEVER = { choice: 'never', amount: '1' };

/** The query of a write that sets the expiry. */
export function expiryQuery({ choice, amount }) {
  return choice in SECONDS ? { ttl: Number(amount) * SECONDS[choice] } : {};
}

/** Lets the user choose; `existing` offers to keep what there is. */
export function ExpiryFields({ value, onChange, existing }) {
  const options = [
    ...(existing ? [['keep', 'Unchanged']] : []),
    ['never', 'Never'],
    ...Object.keys(SECONDS).map((unit) => [unit, `In … ${unit}`]),
  ];
  return html`<div class="row">
    <${SelectField} label="Expires" value=${value.choice} options=${options}
      onChange=${(choice) => onChange({ ...value, choice })} />
    ${value.choice in SECONDS &&
    html`<${Field} label=${`Number of ${value.choice}`}>
      ${(connected) =>
        html`<input ...${connected} type="number" min="1" step="1" required value=${value.amount}
          onInput=${(event) => onChange({ ...value, amount: event.target.value })} />`}
    <//>`}
  </div>`;
}
