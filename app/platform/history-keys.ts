/**
 * Gives every entry of the browser's history a key of its own. Links within a page (past the head, to a field with a
 * fault) make entries without one; the router takes them all for one place, and would scroll to where another page was
 * left. Starts before the router does.
 */
export function keyHistory(): void {
  const giveKey = () => {
    if (window.history.state === null) window.history.replaceState({ key: Math.random().toString(36).slice(2) }, "");
  };
  giveKey();
  window.addEventListener("popstate", giveKey);
}
