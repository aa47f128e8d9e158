// A plot over time: the mean as a line, minimum and maximum as a band. uPlot loads with the first plot.
import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Failure, Time } from './components.js';
import { imported } from './state.js';

const HEIGHT = 180;
const dark = matchMedia('(prefers-color-scheme: dark)');

/** `steps` are `{ from, count, mean, min, max }`, in order of time; without a count they are gaps. */
export function Plot({ title, steps }) {
  const place = useRef();
  const [failed, setFailed] = useState();
  useEffect(() => {
    let plot;
    let closed = false;
    const draw = async () => {
      const { default: UPlot } = await imported(import('uplot'));
      plot?.destroy();
      plot = closed ? undefined : new UPlot(options(place.current.clientWidth), series(steps), place.current);
    };
    const fit = new ResizeObserver(([{ contentRect }]) => plot?.setSize({ width: contentRect.width, height: HEIGHT }));
    draw().catch(setFailed);
    fit.observe(place.current);
    dark.addEventListener('change', draw);
    return () => {
      closed = true;
      plot?.destroy();
      fit.disconnect();
      dark.removeEventListener('change', draw);
    };
  }, [steps]);
  const filled = steps.filter(({ count }) => count > 0);
  const last = filled.at(-1);
  const least = Math.min(...filled.map(({ min }) => min));
  const greatest = Math.max(...filled.map(({ max }) => max));
  const label =
    `${title}: ${filled.length} of ${steps.length} steps have values, ` +
    `from ${least} to ${greatest}; the last mean is ${last.mean}`;
  return html`<figure class="panel plot">
    <figcaption><h3 dir="auto">${title}</h3></figcaption>
    <div role="img" aria-label=${label} ref=${place}></div>
    <${Failure} error=${failed} />
    <details>
      <summary>Values</summary>
      <div class="list scroll" tabindex="0" role="region" aria-label=${`Values of ${title}`}>
        <table>
          <thead>
            <tr>
              ${['From', 'Count', 'Mean', 'Minimum', 'Maximum'].map((name) => html`<th scope="col">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${filled.map(
              ({ from, count, mean, min, max }) => html`<tr>
                <td><${Time} at=${from} /></td>
                ${[count, mean, min, max].map((number) => html`<td>${number}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
  </figure>`;
}

function series(steps) {
  const of = (name) => steps.map((step) => step[name] ?? null);
  return [steps.map(({ from }) => Date.parse(from) / 1000), of('min'), of('max'), of('mean')];
}

function options(width) {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(name);
  const axis = { stroke: color('--muted'), grid: { stroke: color('--line'), width: 1 }, ticks: { show: false } };
  // Steps without values are no gaps in the line: only the points are values.
  const edge = { stroke: color('--selection'), width: 1, points: { show: false }, spanGaps: true };
  return {
    width,
    height: HEIGHT,
    axes: [axis, { ...axis, size: 64 }],
    cursor: { drag: { x: false, y: false } },
    series: [
      {},
      { label: 'min', ...edge },
      { label: 'max', ...edge },
      { label: 'mean', stroke: color('--accent'), width: 2, points: { show: true, size: 5 }, spanGaps: true },
    ],
    bands: [{ series: [2, 1], fill: color('--selection') }],
    legend: { live: true },
  };
}
