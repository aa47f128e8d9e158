// The line breaks of a text, and where it is not JSON. The engine says what is wrong; older ones do not say where, but the
// parse tree does.

/** Says whether all lines of `text` end as on Windows. Fields and editors make \n of that. */
export const hasCrlf = (text) => text.includes('\r\n') && !/[\r\n]/.test(text.replaceAll('\r\n', ''));

/**
 * Returns undefined if `text` is JSON, or else `{ at, line, column, message }` of the first error. `treeError` returns
 * the offset of the first error in the parse tree, or undefined.
 */
export function errorIn(text, treeError = () => undefined) {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const told = error.message.match(/at position (\d+)/)?.[1];
    const at = Math.min(Number(told ?? treeError() ?? text.length), text.length);
    const before = text.slice(0, at).split('\n');
    return { at, line: before.length, column: before.at(-1).length + 1, message: reason(error.message) };
  }
}

// Without what the engine repeats of the text, and without its position.
function reason(message) {
  const end = [' in JSON at ', ', "', ', ...'].map((mark) => message.indexOf(mark)).filter((index) => index > 0);
  return message.slice(0, Math.min(message.length, ...end));
}
