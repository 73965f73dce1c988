import { useNonce } from "~/ui/nonce";
import { KEPT_EARLY } from "./early-input";

/**
 * Listens before the first field is there: keeps what is typed in the browser's storage 300 ms after the key, until the page
 * is alive and takes it over. Nothing of it needs the network or another script. Only the server writes it into a page.
 */
// eslint-disable-next-line no-restricted-syntax -- no setting: the bundler's word for which of its two bundles this is
const EARLY_SCRIPT = import.meta.env.SSR
  ? `{
const form = document.currentScript.parentNode, key = "${KEPT_EARLY}" + form.dataset.answers + ":" + Date.now() + Math.random();
let timer = 0;
const keep = () => {
  timer = 0;
  const entries = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), page: form.dataset.page, row: form.dataset.row, entries })); } catch {}
};
const note = (event) => { if (event.target.form === form) timer ||= setTimeout(keep, 300); };
const leave = () => { if (timer) keep(); };
const stop = () => {
  clearTimeout(timer);
  for (const name of ["input", "change"]) removeEventListener(name, note, true);
  removeEventListener("pagehide", leave);
};
for (const name of ["input", "change"]) addEventListener(name, note, true);
addEventListener("pagehide", leave);
window.portalEarly = { key, stop };
}`
  : "";

/** Keeps what is typed into the form around it on the device until the page is alive. Its first child, so that no key comes before. */
export function EarlyScript() {
  const nonce = useNonce();
  // eslint-disable-next-line no-restricted-syntax -- a constant of the program, in which nothing is put by anybody
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: EARLY_SCRIPT }} />;
}
