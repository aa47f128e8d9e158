// An editor of JSON: highlighting, line numbers, and where the text is not JSON. CodeMirror loads when one opens.
import { html } from 'htm/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from './components.js';
import { errorIn, hasCrlf } from './json.js';
import { imported } from './state.js';

/**
 * `handle.current()` returns the text, or undefined if it is not JSON; then the cursor is at the error. `onEdit` is
 * called with each change.
 */
export function JsonEditor({ text, label, readOnly, handle, onEdit = () => {} }) {
  const place = useRef();
  const [error, setError] = useState();
  const [failed, setFailed] = useState();
  useEffect(() => {
    let view;
    let closed = false;
    open(place.current, { text, label, readOnly, onEdit, onError: setError }).then(
      (opened) => {
        view = opened.view;
        if (closed) {
          view.destroy();
        } else {
          handle.current = opened.read;
        }
      },
      setFailed,
    );
    return () => {
      closed = true;
      handle.current = undefined;
      view?.destroy();
    };
  }, []);
  return html`<div class="editor" ref=${place}></div>
    <p class="wrong" role="status">${error && `Line ${error.line}, column ${error.column}: ${error.message}`}</p>
    <${Failure} error=${failed} />`;
}

async function open(place, { text, label, readOnly, onEdit, onError }) {
  const [
    { EditorState },
    { EditorView, drawSelection, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers },
    { HighlightStyle, bracketMatching, ensureSyntaxTree, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting },
    { defaultKeymap, history, historyKeymap },
    { linter },
    { json },
    { tags },
  ] = await imported(
    Promise.all([
      import('@codemirror/state'),
      import('@codemirror/view'),
      import('@codemirror/language'),
      import('@codemirror/commands'),
      import('@codemirror/lint'),
      import('@codemirror/lang-json'),
      import('@lezer/highlight'),
    ]),
  );

  const find = (state) =>
    errorIn(state.doc.toString(), () => {
      let first;
      ensureSyntaxTree(state, state.doc.length, 500)?.iterate({
        enter: ({ type, from }) => {
          if (type.isError) {
            first ??= from;
          }
          return first === undefined;
        },
      });
      return first;
    });
  const marks = (view) => {
    const error = find(view.state);
    onError(error);
    if (!error) {
      return [];
    }
    const { at, message } = error;
    return [{ from: at, to: Math.min(at + 1, view.state.doc.length), severity: 'error', message }];
  };
  const color = (tag, name) => ({ tag, color: `var(--json-${name})` });
  const colors = HighlightStyle.define([
    color(tags.propertyName, 'name'),
    color(tags.string, 'string'),
    color(tags.number, 'number'),
    color([tags.bool, tags.null], 'word'),
  ]);

  // CodeMirror writes its styles into a <style> element, which the page's policy forbids, except in a shadow tree.
  const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        bracketMatching(),
        indentOnInput(),
        json(),
        syntaxHighlighting(colors),
        linter(marks, { delay: 300 }),
        keymap.of([...defaultKeymap, ...historyKeymap, ...foldKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorState.readOnly.of(Boolean(readOnly)),
        EditorView.updateListener.of(({ docChanged }) => docChanged && onEdit()),
        theme(EditorView),
      ],
    }),
  });
  const read = () => {
    const error = find(view.state);
    onError(error);
    if (!error) {
      return view.state.doc.sliceString(0, undefined, hasCrlf(text) ? '\r\n' : '\n');
    }
    view.dispatch({ selection: { anchor: error.at }, scrollIntoView: true });
    view.focus();
    return undefined;
  };
  return { view, read };
}

// The page's custom properties reach into the shadow tree, and follow the light or dark scheme.
const theme = (EditorView) =>
  EditorView.theme({
    '&': { color: 'var(--text)', backgroundColor: 'var(--field)', fontSize: '13px', maxHeight: '60vh' },
    '&.cm-focused': { outline: '2px solid var(--accent)' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5', overflow: 'auto' },
    '.cm-content, .cm-gutter': { minHeight: '9em' },
    '.cm-content': { caretColor: 'var(--text)' },
    '.cm-cursor': { borderLeftColor: 'var(--text)' },
    '.cm-gutters': { color: 'var(--muted)', backgroundColor: 'var(--panel)', borderRight: '1px solid var(--line)' },
    '.cm-activeLineGutter': { color: 'var(--text)', backgroundColor: 'transparent' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
      background: 'var(--selection)',
    },
    '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--selection)' },
    // CodeMirror's own mark is an image of a data: URL, which the page's policy forbids.
    '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--danger)' },
    '.cm-tooltip': { color: 'var(--text)', backgroundColor: 'var(--panel)', border: '1px solid var(--line)' },
  });
