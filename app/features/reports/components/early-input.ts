/**
 * What was typed into a form before the page came alive. On a slow line that may be minutes of work, and taking over the
 * form would put the server's text back. Listens from the moment this module is loaded, which is before that.
 */

const FORM = "form[data-answers]";
let typed: [string, string][] | null = null;
let isListening = false;

const read = (form: HTMLFormElement): [string, string][] =>
  [...new FormData(form).entries()].flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : []));

const differs = (element: Element): boolean => {
  if (element instanceof HTMLTextAreaElement) return element.value !== element.defaultValue;
  if (element instanceof HTMLSelectElement) return [...element.options].some((option) => option.selected !== option.defaultSelected) && element.value !== "";
  if (!(element instanceof HTMLInputElement) || element.type === "hidden" || element.type === "file") return false;
  return element.type === "checkbox" || element.type === "radio" ? element.checked !== element.defaultChecked : element.value !== element.defaultValue;
};

function note(event: Event): void {
  const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>(FORM) : null;
  if (form) typed = read(form);
}

if (typeof document !== "undefined") {
  const form = document.querySelector<HTMLFormElement>(FORM);
  if (form && [...form.elements].some(differs)) typed = read(form);
  isListening = true;
  document.addEventListener("input", note, true);
  document.addEventListener("change", note, true);
}

/** The fields of the form as they were typed before, once; null when nothing was. Stops listening. */
export function takeEarlyInput(): [string, string][] | null {
  if (isListening) {
    document.removeEventListener("input", note, true);
    document.removeEventListener("change", note, true);
    isListening = false;
  }
  const result = typed;
  typed = null;
  return result;
}
