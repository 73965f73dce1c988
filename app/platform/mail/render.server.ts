import { directionOf, type Language } from "~/lib/languages";

/** A mail in words: paragraphs of plain text and at most one link, in one language. */
export type MailText = { language: Language; subject: string; paragraphs: string[]; link?: { label: string; href: string } };

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character]!);

/** The same words as text and as simple HTML with the language's direction; nothing in it is fetched from anywhere. */
export function renderMail({ language, subject, paragraphs, link }: MailText): { subject: string; text: string; html: string } {
  const text = [...paragraphs, ...(link ? [`${link.label}\n${link.href}`] : [])].join("\n\n");
  const body = paragraphs.map((paragraph) => `<p dir="auto">${escapeHtml(paragraph).replace(/\n/g, "<br>")}</p>`);
  const anchor = link ? [`<p><a href="${escapeHtml(link.href)}">${escapeHtml(link.label)}</a></p><p dir="ltr">${escapeHtml(link.href)}</p>`] : [];
  const html = `<!DOCTYPE html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body style="font:16px/1.6 sans-serif;max-width:40em">${[...body, ...anchor].join("")}</body></html>`;
  return { subject: subject.replace(/[\r\n]+/g, " "), text, html };
}
