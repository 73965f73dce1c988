import type { Page } from "@playwright/test";

/** A text as it stands on a page, seen or only read aloud. `foreign`: by its markup a code, a user's text or another language. */
export type Piece = { text: string; at: string; foreign: boolean };

/** How a page reads: what is wrong with the place of its texts, and the texts. */
export type Reading = { faults: string[]; pieces: Piece[] };

/**
 * Looks at every text of the page as the browser has laid it out. A fault begins with its kind: `sideways` (the page
 * scrolls to the side), `cut` (part of a text can be reached by no scrolling) or `overlap` (two texts, or a text and a
 * control, lie on each other). What is hidden is known by its real clipping, never by a name.
 */
export async function readPage(page: Page): Promise<Reading> {
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))));
  return page.evaluate(readInBrowser);
}

function readInBrowser(): Reading {
  type Box = { left: number; top: number; right: number; bottom: number };
  type Clip = { box: Box; x: string; y: string; owner: Element };
  type Mark = { box: Box; node: Node; host: Element; layer: Element | null; words: string };
  const root = document.documentElement;
  const faults: string[] = [];
  const pieces: Piece[] = [];
  const isRtl = getComputedStyle(root).direction === "rtl";
  /** Less than this nobody sees. */
  const TOLERANCE = 2;

  const placeOf = (element: Element): string => {
    const named = element.closest("[id]");
    const path = [element.tagName.toLowerCase(), ...[...element.classList].slice(0, 2)].join(".");
    return named && named !== element ? `#${named.id} ${path}` : `${named ? `#${named.id}` : ""}${path}`;
  };
  const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
  const isShown = (element: Element): boolean => element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: false });
  const isForeign = (element: Element): boolean =>
    element.closest("bdi, [dir=auto], [translate=no]") !== null || (element.closest("[lang]")?.getAttribute("lang") ?? root.lang) !== root.lang;

  /** What clips an element, from the inside out. */
  const known = new Map<Element, Clip[]>();
  const clipsOf = (element: Element): Clip[] => {
    let clips = known.get(element);
    if (clips) return clips;
    known.set(element, (clips = []));
    const style = getComputedStyle(element);
    const isBox = element !== root && element !== document.body && !style.display.startsWith("inline");
    const outer = element.getBoundingClientRect();
    const box = { left: outer.left, top: outer.top, right: outer.right, bottom: outer.bottom };
    if (style.clipPath === "inset(50%)") clips.push({ box: { ...box, right: box.left, bottom: box.top }, x: "hidden", y: "hidden", owner: element });
    else if (isBox || /inline-(block|flex|grid)/.test(style.display)) {
      if (style.overflowX !== "visible" || style.overflowY !== "visible") clips.push({ box, x: style.overflowX, y: style.overflowY, owner: element });
    }
    const container = style.position === "fixed" ? null : style.position === "absolute" ? (element as HTMLElement).offsetParent : element.parentElement;
    if (container) clips.push(...clipsOf(container));
    return clips;
  };
  const layerOf = (element: Element): Element | null => {
    for (let at: Element | null = element; at; at = at.parentElement) if (/fixed|sticky/.test(getComputedStyle(at).position)) return at;
    return null;
  };

  /** The part of a box that shows; null when none does. `cut` is told of the first thing that takes away a part for good. */
  const visiblePart = (full: DOMRect, element: Element, cut: (owner: Element) => void): Box | null => {
    let box: Box = { left: full.left, top: full.top, right: full.right, bottom: full.bottom };
    for (const { box: clip, x, y, owner } of clipsOf(element)) {
      const hard = (how: string): boolean => how === "hidden" || how === "clip";
      const isTiny = (hard(x) && clip.right - clip.left <= 1) || (hard(y) && clip.bottom - clip.top <= 1);
      if (isTiny) return null;
      if (hard(x) && (box.left < clip.left - TOLERANCE || box.right > clip.right + TOLERANCE)) cut(owner);
      if (hard(y) && (box.top < clip.top - TOLERANCE || box.bottom > clip.bottom + TOLERANCE)) cut(owner);
      box = {
        left: x === "visible" ? box.left : Math.max(box.left, clip.left),
        right: x === "visible" ? box.right : Math.min(box.right, clip.right),
        top: y === "visible" ? box.top : Math.max(box.top, clip.top),
        bottom: y === "visible" ? box.bottom : Math.min(box.bottom, clip.bottom),
      };
      if (box.right - box.left < 1 || box.bottom - box.top < 1) return null;
    }
    const [start, end] = isRtl ? [root.clientWidth - root.scrollWidth, root.clientWidth] : [0, root.scrollWidth];
    const left = box.left + (isRtl ? 0 : scrollX);
    const right = box.right + (isRtl ? 0 : scrollX);
    if (right <= start || left >= end || box.bottom + scrollY <= 0) return null;
    if (left < start - TOLERANCE || right > end + TOLERANCE || box.top + scrollY < -TOLERANCE) cut(root);
    return box;
  };

  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].find((element) => {
      const { left, right } = element.getBoundingClientRect();
      return right - left > 0 && (isRtl ? left < -1 : right > root.clientWidth + 1) && clipsOf(element).length === 0;
    });
    faults.push(`sideways: ${root.scrollWidth} > ${root.clientWidth} at ${wide ? placeOf(wide) : "?"}`);
  }

  const pen = document.createElement("canvas").getContext("2d")!;
  /** The part of a line's box where letters are: the box of an Arabic font is much higher than what is written in it. */
  const inkOf = (words: string, host: Element): ((line: DOMRect) => DOMRect) => {
    pen.font = getComputedStyle(host).font;
    const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below, actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = pen.measureText(words);
    return ({ x, y, width, height }) => {
      const scale = height / (above + below);
      return new DOMRect(x, y + (above - up) * scale, width, (up + down) * scale);
    };
  };

  const marks: Mark[] = [];
  const cutTexts = new Set<Node>();
  const sayCut = (node: Node, words: string, host: Element) => (owner: Element) => {
    if (cutTexts.has(node)) return;
    cutTexts.add(node);
    faults.push(`cut: “${shorten(words)}” at ${placeOf(host)} by ${placeOf(owner)}`);
  };

  pieces.push({ text: document.title, at: "title", foreign: false });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const host = node.parentElement!;
    const words = node.nodeValue!.replace(/\s+/g, " ").trim();
    if (words === "" || host.closest("script, style, noscript, textarea, template")) continue;
    if (host.closest("option")) {
      pieces.push({ text: words, at: placeOf(host.closest("select") ?? host), foreign: isForeign(host) });
      continue;
    }
    if (!isShown(host)) continue;
    const isSilent = host.closest("[aria-hidden=true]") !== null;
    if (!isSilent || !/^\P{L}*$/u.test(words)) pieces.push({ text: words, at: placeOf(host), foreign: isForeign(host) });
    const range = document.createRange();
    range.selectNodeContents(node);
    const cut = sayCut(node, words, host);
    const inked = inkOf(words, host);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1 || rect.height < 1) continue;
      const box = visiblePart(inked(rect), host, cut);
      if (box) marks.push({ box, node, host, layer: layerOf(host), words });
    }
    for (let at: Element | null = host; at && at !== document.body; at = at.parentElement) {
      const { textOverflow, webkitLineClamp, overflowX } = getComputedStyle(at);
      const isShort =
        (textOverflow === "ellipsis" && overflowX !== "visible" && at.scrollWidth > at.clientWidth) ||
        (webkitLineClamp !== "none" && at.scrollHeight > at.clientHeight + 1);
      if (isShort) cut(at);
    }
  }

  for (const control of document.body.querySelectorAll<HTMLElement>("input:not([type=hidden]), textarea, select, button")) {
    if (!isShown(control)) continue;
    if (control instanceof HTMLSelectElement) {
      const style = getComputedStyle(control);
      pen.font = style.font;
      // What does not break into lines has to fit on one; what does, to fit word by word.
      const words = control.selectedOptions[0]?.label ?? "";
      const parts = style.whiteSpace === "normal" && style.appearance === "base-select" ? words.split(" ") : [words];
      const room = control.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
      if (Math.max(...parts.map((part) => pen.measureText(part).width)) > room + TOLERANCE) sayCut(control, words, control)(control);
    }
    const box = visiblePart(control.getBoundingClientRect(), control, () => undefined);
    if (box) marks.push({ box, node: control, host: control, layer: layerOf(control), words: `<${control.tagName.toLowerCase()}>` });
  }

  for (const element of document.body.querySelectorAll("[aria-label], [placeholder], [title], [alt], [data-label], [aria-valuetext], [aria-roledescription]")) {
    if (!isShown(element)) continue;
    for (const name of ["aria-label", "placeholder", "title", "alt", "data-label", "aria-valuetext", "aria-roledescription"]) {
      const text = element.getAttribute(name);
      if (text) pieces.push({ text, at: `${placeOf(element)}[${name}]`, foreign: isForeign(element) });
    }
  }

  marks.sort((one, other) => one.box.top - other.box.top);
  const told = new Set<string>();
  marks.forEach((one, index) => {
    for (let next = index + 1; next < marks.length && marks[next]!.box.top < one.box.bottom; next++) {
      const other = marks[next]!;
      if (one.node === other.node || one.layer !== other.layer || one.host.contains(other.node) !== other.host.contains(one.node)) continue;
      const isWithin = (one.node instanceof Element && one.node.contains(other.node)) || (other.node instanceof Element && other.node.contains(one.node));
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (isWithin || width <= TOLERANCE || height <= TOLERANCE) continue;
      const fault = `overlap: “${shorten(one.words)}” at ${placeOf(one.host)} and “${shorten(other.words)}” at ${placeOf(other.host)}`;
      if (!told.has(fault)) faults.push(`${fault} (${Math.round(width)}×${Math.round(height)})`);
      told.add(fault);
    }
  });
  return { faults, pieces };
}
