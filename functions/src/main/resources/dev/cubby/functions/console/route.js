// Where the console is: #/view/argument…?query. An API key is never part of it.

/** Splits the page's hash into the name of a view, its arguments and its query. */
export function currentRoute() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [view, ...args] = path.split('/').map(decode);
  return { view, args: args.filter(Boolean), query: Object.fromEntries(new URLSearchParams(query)) };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The link to a view: `to(['records', key], { prefix })`. Empty parts of the query are left out. */
export function to(segments, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
  return `#/${segments.map(encodeURIComponent).join('/')}${search}`;
}

export function go(segments, query) {
  location.hash = to(segments, query);
}

let unsaved = false;
let shown;
// The place of what is shown among the entries of the browser's history, which keep theirs.
let index;

/** Says whether leaving the page would lose what the user has typed. */
export function setUnsaved(value) {
  unsaved = value;
}

/** Returns whether there are no unsaved changes, or the user agrees to lose them. */
export const mayDiscard = () => !unsaved || confirm('Discard the unsaved changes?');

function arrive() {
  shown = location.hash;
  index = history.state?.index ?? (index ?? -1) + 1;
  history.replaceState({ index }, '');
}

/** Calls `listener` with each new route, unless the user stays with unsaved changes. Returns what ends the calls. */
export function onNavigation(listener) {
  const navigate = () => {
    if (location.hash === shown) {
      return;
    }
    if (!mayDiscard()) {
      history.go(index - (history.state?.index ?? index + 1));
      return;
    }
    unsaved = false;
    arrive();
    listener(currentRoute());
  };
  const leave = (event) => {
    if (unsaved) {
      event.preventDefault();
      // For Chrome before 119.
      event.returnValue = true;
    }
  };
  arrive();
  addEventListener('hashchange', navigate);
  addEventListener('beforeunload', leave);
  return () => {
    removeEventListener('hashchange', navigate);
    removeEventListener('beforeunload', leave);
  };
}
