import type { CDPSession, Page } from "@playwright/test";
import { makePerson, openReport, PASSWORD, signInPlainly } from "./support/people";
import { expect, test } from "./support/test";
import { textOf } from "./support/texts";

const LATENCY_MS = 600;
/** One save in so many is lost on its way, the third one first; and of one in so many, the second first, the answer is. */
const ONE_IN = 20;
const [FIRST_LOST, FIRST_UNANSWERED] = [3, 2];
const LOST = /net::ERR_FAILED/;

type Sent = { opId: string; value: string };

/** An author's hands on keys that make no letter yet. */
class InputMethod {
  /** True from the first letter of a composition until it is text. */
  private isComposing = false;
  private readonly known = new Set<string>();
  readonly sent: Sent[] = [];
  /** What the portal has taken, and the page has not heard of. */
  unanswered = 0;
  readonly faults: string[] = [];

  private constructor(private readonly devtools: CDPSession) {}

  /** On a page with a slow line that loses requests, watching what it sends of a question. */
  static async on(page: Page, question: string): Promise<InputMethod> {
    const hands = new InputMethod(await page.context().newCDPSession(page));
    page.on("request", (request) => {
      if (request.method() !== "PUT" || !request.url().includes(`/answers/${question}`)) return;
      const opId = request.headers()["idempotency-key"]!;
      const { value } = request.postDataJSON() as { value: string };
      // One that was lost may be sent again at any time: it is text.
      if (hands.isComposing && !hands.known.has(opId)) hands.faults.push(`sent while letters were composed: ${value}`);
      hands.known.add(opId);
      hands.sent.push({ opId, value });
    });
    let saves = 0;
    await page.route(/\/(?:answers\/|saves)/, async (route) => {
      if (route.request().method() === "GET") return route.continue();
      saves += 1;
      if (saves % ONE_IN === FIRST_LOST) return route.abort();
      if (saves % ONE_IN !== FIRST_UNANSWERED) return route.continue();
      if ((await route.fetch()).ok()) hands.unanswered += 1;
      return route.abort();
    });
    await hands.devtools.send("Network.enable");
    await hands.devtools.send("Network.emulateNetworkConditions", { offline: false, latency: LATENCY_MS, downloadThroughput: -1, uploadThroughput: -1 });
    return hands;
  }

  /** Letters one after the other, not yet text; `meanwhile` happens before they are. */
  async compose(steps: readonly string[], text: string, meanwhile?: () => Promise<void>): Promise<void> {
    this.isComposing = true;
    for (const step of steps) await this.devtools.send("Input.imeSetComposition", { text: step, selectionStart: step.length, selectionEnd: step.length });
    await meanwhile?.();
    this.isComposing = false;
    await this.devtools.send("Input.insertText", { text });
  }

  /** A key that waits for the letter it belongs to: the accent is shown meanwhile. */
  async deadKey(accent: string, letter: string): Promise<void> {
    await this.devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Dead", code: "BracketLeft", windowsVirtualKeyCode: 229 });
    await this.compose([accent], letter);
    await this.devtools.send("Input.dispatchKeyEvent", { type: "keyUp", key: letter, code: "KeyE" });
  }

  /** Keys of a layout that gives letters at once. */
  async keys(text: string): Promise<void> {
    for (const letter of text) {
      await this.devtools.send("Input.dispatchKeyEvent", { type: "keyDown", key: letter, text: letter });
      await this.devtools.send("Input.dispatchKeyEvent", { type: "keyUp", key: letter });
    }
  }
}

test("pinyin, dead keys and Arabic on a slow line that loses requests and answers: what is saved is what stands in the field, and no letter before it is text", async ({
  page,
  browser,
  watched,
}) => {
  const [author, colleague] = await Promise.all([makePerson("Wen Li", "focal_point", "en", "MNG"), makePerson("Bat Saran", "contributor", "en", "MNG")]);
  await signInPlainly(page, author.email, PASSWORD);
  const id = await openReport(page);
  const path = `/en/reports/${id}/sections/F`;
  const other = await (await browser.newContext()).newPage();
  await signInPlainly(other, colleague.email, PASSWORD);
  await Promise.all([page.goto(path), other.goto(path)]);
  const area = page.locator("textarea[name=F2]");
  await area.focus();
  // Both are told of what the other saves from here on.
  await expect(page.getByText(colleague.name).first()).toBeVisible();
  const hands = await InputMethod.on(page, "F2");
  const first = (): Promise<unknown> => page.waitForResponse((response) => response.url().includes("/answers/F2") && response.ok());

  const saved = first();
  await hands.compose(["z", "zh", "zho", "zhong", "zhongguo"], "中国");
  await hands.compose(["d", "de"], "的");
  await saved;
  // A colleague's save arrives in the middle of a word: the letters stay as they are.
  await hands.compose(["z", "zhan", "zhanl", "zhanlue"], "战略", async () => {
    await other.locator("textarea[name=F3]").fill("Written by a colleague");
    await expect(page.locator("textarea[name=F3]")).toHaveValue("Written by a colleague");
    await expect(area).toHaveValue("中国的zhanlue");
  });
  await hands.keys(" — l'acc");
  await hands.deadKey("`", "è");
  await hands.keys("s et la for");
  await hands.deadKey("^", "ê");
  await hands.keys("t; ");
  // Saved while Arabic is typed on, by keys that give letters and by a method that composes words.
  await hands.keys("تربط الاستراتيجية ");
  await hands.compose(["ك", "كل"], "كل");
  await hands.keys(" ");
  await hands.compose(["ا", "الم", "المنا", "المناطق"], "المناطق");
  const text = "中国的战略 — l'accès et la forêt; تربط الاستراتيجية كل المناطق";
  await expect(area).toHaveValue(text);
  await expect.poll(() => hands.sent.at(-1)?.value, { timeout: 30_000 }).toBe(text);
  await hands.compose(["p", "pei", "peixun"], "培训");
  const whole = `${text}培训`;
  await expect.poll(() => hands.sent.filter(({ value }) => value === whole).length, { timeout: 30_000 }).toBeGreaterThan(0);
  await expect(page.getByText(textOf("en", "reports:saving.saved").split("{{")[0]!)).toBeVisible({ timeout: 30_000 });

  await expect(area).toHaveValue(whole);
  const { items } = (await (await page.request.get(`/api/v1/reports/${id}/answers`)).json()) as { items: { question: string; value: unknown }[] };
  expect(items.find(({ question }) => question === "F2")?.value).toBe(whole);
  expect(hands.faults).toEqual([]);
  expect(hands.sent.map(({ value }) => value).filter((value) => /zh|pei|[`^]|المنا$/.test(value))).toEqual([]);
  // One of them was lost, and the answer to another one: each was sent again under its id, and stands once.
  expect(hands.sent.length).toBeGreaterThan(new Set(hands.sent.map(({ opId }) => opId)).size + 1);
  expect(hands.unanswered).toBeGreaterThan(0);
  expect(watched.filter((fault) => !LOST.test(fault))).toEqual([]);
  watched.length = 0;
});
