import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type BrowserContext, type Page } from "@playwright/test";

/** Writes down what a page of the context does that no page should. */
function watch(context: BrowserContext, host: string, faults: string[]): void {
  context.on("console", (message) => {
    const isExpected = /Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
    if (message.type() === "error" && !isExpected) faults.push(`console on ${message.page()?.url()}: ${message.text()}`);
  });
  context.on("weberror", (error) => faults.push(`exception on ${error.page()?.url()}: ${error.error().message}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.host !== host) faults.push(`another host: ${request.url()}`);
  });
}

/**
 * Every page of every test is watched, those of contexts a test opens itself too: an error in the console, an uncaught
 * exception or a request to another host fails the test. Browsers also write answers of 4xx to the console; those that a
 * test expects are the test's own to check.
 */
export const test = base.extend<{ watched: string[] }>({
  watched: [
    async ({ browser, context, baseURL }, use) => {
      const faults: string[] = [];
      const { host } = new URL(baseURL!);
      const open = browser.newContext;
      browser.newContext = async (options) => {
        const opened = await open.call(browser, options);
        watch(opened, host, faults);
        return opened;
      };
      watch(context, host, faults);
      await use(faults);
      browser.newContext = open;
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Finds nothing that breaks WCAG 2.2 A and AA, as far as a program can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  // On a screen as high as the page nothing lies half under the bar that stays at its foot.
  const { width } = page.viewportSize()!;
  await page.setViewportSize({ width, height: await page.evaluate(() => Math.max(900, document.documentElement.scrollHeight)) });
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ target }) => target.join(" "))
          .slice(0, 5)
          .join(" | ")}`,
    ),
  ).toEqual([]);
}

/** Keeps a picture of the page for whoever looks at the run. */
export const keepPicture = (page: Page, name: string): Promise<Buffer> => page.screenshot({ path: `artefacts/pages/${name}.png`, fullPage: true });
