// What components share: lists by page, single requests, and actions that can be tried again.
import { useEffect, useRef, useState } from 'preact/hooks';
import { setUnsaved } from './route.js';

/** Loads with `load` and again when `dependencies` change. An answer that another one has overtaken is dropped. */
export function useLoad(load, dependencies) {
  const [state, setState] = useState({});
  const latest = useRef(0);
  // The button that asked for it stays, and so does its error, until there is an answer.
  const start = async (error) => {
    const mine = ++latest.current;
    setState({ loading: true, error });
    try {
      const data = await load();
      if (mine === latest.current) {
        setState({ data });
      }
    } catch (error) {
      if (mine === latest.current) {
        setState({ error });
      }
    }
  };
  useEffect(() => {
    start();
    return () => latest.current++;
  }, dependencies);
  return { ...state, reload: () => start(state.error), set: (data) => setState({ data }) };
}

/**
 * Loads a list page by page. `load` takes the cursor of a page and returns `{ items, next }`.
 * `update(same, item)` replaces the item for which `same` holds, or removes it.
 */
export function usePages(load, dependencies) {
  const [state, setState] = useState({ items: [] });
  const latest = useRef(0);
  // Without a cursor, the list starts again. What `update` does meanwhile stays, and the buttons, with `kept`.
  const loadPage = async (cursor, kept) => {
    const mine = ++latest.current;
    setState(({ items }) => ({ ...kept, items: cursor ? items : [], loading: true }));
    try {
      const page = await load(cursor);
      if (mine === latest.current) {
        setState(({ items }) => ({ items: [...items, ...page.items], next: page.next }));
      }
    } catch (error) {
      if (mine === latest.current) {
        setState(({ items, next }) => ({ items, next, error, cursor }));
      }
    }
  };
  useEffect(() => {
    loadPage();
    return () => latest.current++;
  }, dependencies);
  return {
    ...state,
    more: () => loadPage(state.next, state),
    retry: () => loadPage(state.cursor, state),
    reload: () => loadPage(undefined, { error: state.error }),
    update: (same, item) =>
      setState((now) => ({ ...now, items: now.items.flatMap((old) => (same(old) ? (item ? [item] : []) : [old])) })),
  };
}

/** Waits for `import()`, which fails after a deployment: the files of the former version are gone. */
export async function imported(modules) {
  try {
    return await modules;
  } catch (cause) {
    throw new Error('Load the page again: the console may have a new version.', { cause });
  }
}

/** Runs what the user asks for, one at a time. An error offers to run it again if the API was busy. */
export function useAction() {
  const [state, setState] = useState({});
  const alive = useRef(true);
  const running = useRef(false);
  useEffect(() => () => (alive.current = false), []);
  const set = (next) => alive.current && setState(next);
  const run = async (action) => {
    if (running.current) {
      return;
    }
    running.current = true;
    // The button that tries again stays.
    set((now) => ({ ...now, busy: true }));
    try {
      await action();
      running.current = false;
      set({});
    } catch (error) {
      running.current = false;
      set({ error, retry: error.retryAfter === undefined ? undefined : () => run(action) });
    }
  };
  return { ...state, run, clear: () => set({}) };
}

/** Watches over what the user types in a form: whoever would lose that is asked. `edited` tells of a change. */
export function useTyped() {
  const edits = useRef(0);
  const isOpen = useRef(true);
  useEffect(
    () => () => {
      isOpen.current = false;
      setUnsaved(false);
    },
    [],
  );
  return {
    edits,
    isOpen,
    edited: () => {
      edits.current++;
      setUnsaved(true);
    },
    /** Says that the first `edit` edits are stored, and returns whether these are all. */
    stored: (edit) => {
      const all = isOpen.current && edit === edits.current;
      if (all) {
        setUnsaved(false);
      }
      return all;
    },
  };
}
