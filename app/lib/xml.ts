/** Markup as text: what XML and HTML have in common. */

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text in an attribute or element. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);

/** What XML cannot hold, however it is written. */
const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text as XML can hold it: what it cannot is left out. */
export const sayable = (text: string): string => text.replace(UNSAYABLE, "");

/** An element: its name, its attributes without those that are undefined, and what is in it, which is markup by now. */
export function element(name: string, attributes: Readonly<Record<string, string | undefined>>, ...children: readonly string[]): string {
  const given = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escaped(sayable(value))}"`]));
  const open = `${name}${given.join("")}`;
  return children.length === 0 ? `<${open}/>` : `<${open}>${children.join("")}</${name}>`;
}
