import { chromium, type CDPSession } from "@playwright/test";
import { CHROMIUM } from "../support/chromium";
import type { BrowserLoad } from "./results";

/** Opens a page in a browser with an empty cache and counts what came over the wire, by kind and by host. */
export async function firstLoad(origin: string, path: string, cookie: string): Promise<BrowserLoad> {
  const browser = await chromium.launch(CHROMIUM);
  try {
    const context = await browser.newContext();
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url: origin }]);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const seen = await watch(devtools);
    const began = performance.now();
    await page.goto(origin + path, { waitUntil: "load" });
    const loadMs = Math.round(performance.now() - began);
    await page.waitForLoadState("networkidle");
    const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
    const sum = (kinds: string[]): number => [...seen.values()].reduce((total, { kind, bytes }) => total + (kinds.includes(kind) ? bytes : 0), 0);
    const all = [...seen.values()];
    return {
      path,
      requests: all.length,
      otherHosts: all.filter(({ url }) => !url.startsWith(origin) && !url.startsWith("data:")).length,
      html: sum(["Document"]),
      css: sum(["Stylesheet"]),
      fonts: sum(["Font"]),
      scripts: sum(["Script"]),
      rest: all.reduce((total, { bytes }) => total + bytes, 0) - sum(["Document", "Stylesheet", "Font", "Script"]),
      firstPaintMs: Math.round(paint),
      loadMs,
    };
  } finally {
    await browser.close();
  }
}

type Seen = { url: string; kind: string; bytes: number };

async function watch(devtools: CDPSession): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>();
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  devtools.on("Network.requestWillBeSent", ({ requestId, request }) => void seen.set(requestId, { url: request.url, kind: "Other", bytes: 0 }));
  devtools.on("Network.responseReceived", ({ requestId, type }) => void Object.assign(seen.get(requestId) ?? {}, { kind: type }));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => void Object.assign(seen.get(requestId) ?? {}, { bytes: encodedDataLength }));
  return seen;
}
