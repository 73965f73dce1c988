import type { Page, Route } from "@playwright/test";
import { openReport, signIn } from "./support/people";
import { expect, test } from "./support/test";

const DEMO = "demo-wsis-2025";
const PUBLIC = [
  "",
  "/status",
  "/timeline",
  "/meetings",
  "/templates",
  "/templates/national-report",
  "/submissions",
  "/submissions/WSIS20-NR-KEN",
  "/verify",
  "/about",
];
const ACCOUNT = ["", "/people", "/handover", "/clearance"].map((path) => `/account${path}`);
const SECTIONS = ["A", "B", "D", "E", "G", "H"].map((section) => `/sections/${section}`);

declare global {
  interface Window {
    /** What can be clicked and where it stood before the page came alive. */
    before: [Element, DOMRect][];
  }
}

/** What can be clicked and stands elsewhere once the page is alive than it did when it was shown. */
async function movedByLife(page: Page, path: string): Promise<string[]> {
  let letLive = (): void => undefined;
  const held = new Promise<void>((resolve) => (letLive = resolve));
  const hold = async (route: Route): Promise<void> => held.then(() => route.continue());
  await page.route("**/assets/entry.client-*.js", hold);
  await page.goto(path, { waitUntil: "domcontentloaded" });
  await page.evaluate(async () => {
    await document.fonts.ready;
    const controls = [...document.querySelectorAll("main :is(a, button, input, select, textarea, summary)")];
    window.before = controls.map((control) => [control, control.getBoundingClientRect()]);
  });
  letLive();
  await page.waitForLoadState("networkidle");
  await page.unroute("**/assets/entry.client-*.js", hold);
  return page.evaluate(() =>
    window.before
      .map(([control, was]) => ({ control, was, is: control.getBoundingClientRect() }))
      .filter(({ was, is }) => was.width > 0 && (Math.abs(was.x - is.x) > 1 || Math.abs(was.y - is.y) > 1))
      .map(({ control, was, is }) => `${control.outerHTML.slice(0, 120)}: ${was.x},${was.y} then ${is.x},${is.y}${control.isConnected ? "" : ", taken away"}`),
  );
}

// A click that begins on a button and ends beside it, because the page has come alive between, does nothing.
for (const [width, height] of [
  [1280, 900],
  [390, 844],
] as const)
  test(`nothing that can be clicked moves while a page of ${width} pixels comes alive`, async ({ browser }) => {
    const open = async (email?: string): Promise<Page> => {
      const page = await (await browser.newContext({ viewport: { width, height } })).newPage();
      if (email) await signIn(page, "en", email, DEMO);
      return page;
    };
    const of = (page: Page, report: string, paths: string[]) => paths.map((path) => [page, `/reports/${report}${path}`] as const);
    const [anyone, author, signatory, facilitator, stakeholder, desk] = [
      await open(),
      ...(await Promise.all(["che.focal", "ken.focal", "itu.facilitator", "ngo.focal", "desk"].map((name) => open(`${name}@demo.example`)))),
    ] as [Page, Page, Page, Page, Page, Page];
    await desk.goto("/en/desk");
    const submission = (await desk.locator('main a[href*="/desk/submissions/"]').first().getAttribute("href"))!.replace("/en", "");
    const pages = [
      ...PUBLIC.map((path) => [anyone, path] as const),
      [author, "/reports"] as const,
      ...of(author, await openReport(author), ["", ...SECTIONS, "/review", "/delegation", "/clearance"]),
      ...ACCOUNT.map((path) => [author, path] as const),
      ...of(signatory, await openReport(signatory), ["", "/receipt", "/sections/A"]),
      ...of(facilitator, await openReport(facilitator), ["", "/sections/A", "/sections/B"]),
      ...of(stakeholder, await openReport(stakeholder), ["", "/sections/A", "/sections/B"]),
      ...[
        "/desk",
        submission,
        "/desk/facilitators",
        "/desk/cycles",
        "/desk/deadlines",
        "/desk/reminders",
        "/desk/mail",
        "/desk/registrations",
        "/desk/matrix",
      ].map((path) => [desk, path] as const),
    ];
    const moved: Record<string, string[]> = {};
    for (const [page, path] of pages) {
      const found = await movedByLife(page, `/en${path}`);
      if (found.length > 0) moved[path] = found.slice(0, 3);
    }
    expect(moved).toEqual({});
  });
