import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from "@playwright/test";
import { textOf } from "../e2e/support/texts";
import { CHROMIUM } from "../support/chromium";
import { strokes } from "./keys";
import { look, tellSaved, whenQuiet } from "./page-probe";
import { keyOf, PAGES, PLACES, type Place } from "./places";
import { pause, RECOVERY_MS } from "./portal-run";
import type { Random } from "./random";
import { TypedText, type Loss } from "./typed-text";

export type Desk = { origin: string; reportId: string; cookie: string; email: string; password: string };

/** An author at a real browser: writes in one report, page after page, and knows each text as it stood after each key. */
export class Typist {
  readonly texts = new Map(PLACES.map((place) => [keyOf(place), new TypedText(keyOf(place))]));
  /** What no page should do: an exception, an answer that needs the author where nobody else writes. */
  readonly faults: string[] = [];
  /** When the tab ended, until it is opened again. */
  private endedAt: number | null = null;
  private section = PAGES[0]!;
  private field = PLACES[0]!.field;
  private caret = 0;
  private page!: Page;
  private devtools!: CDPSession;

  private constructor(
    private readonly desk: Desk,
    private readonly browser: Browser,
    private readonly context: BrowserContext,
  ) {}

  /** Opens a browser on the first page of the report. */
  static async at(desk: Desk): Promise<Typist> {
    const browser = await chromium.launch(CHROMIUM);
    const context = await browser.newContext({ locale: "en" });
    const typist = new Typist(desk, browser, context);
    await tellSaved(context, ({ question, row, revision, fields }) => {
      for (const place of PLACES)
        if (place.question === question && place.row === row) typist.textAt(place).marks.push({ revision, text: fields[place.field] ?? "" });
    });
    context.on("weberror", (error) => typist.faults.push(`exception: ${error.error().message}`));
    // Whoever closes the tab though asked has decided so.
    context.on("dialog", (dialog) => void dialog.accept().catch(() => undefined));
    const [name = "", value = ""] = desk.cookie.split("=");
    await context.addCookies([{ name, value, url: desk.origin }]);
    await typist.open();
    return typist;
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  textAt(place: Pick<Place, "page" | "field">): TypedText {
    return this.texts.get(keyOf(place))!;
  }

  private get current(): TypedText {
    return this.textAt({ page: this.section, field: this.field });
  }

  private placesHere(): Place[] {
    return PLACES.filter(({ page }) => page === this.section);
  }

  /** Goes to another question, of this page or of another one; chooses or marks there what can be chosen or marked. */
  async turn(random: Random): Promise<void> {
    if (random() < 0.3) {
      this.section = PAGES[(PAGES.indexOf(this.section) + 1) % PAGES.length]!;
      await this.page.locator(`main nav a[href$="/sections/${this.section}"]`).click();
      await this.page.waitForURL(new RegExp(`/sections/${this.section}$`));
    }
    const here = this.placesHere();
    const [texts, others] = [here.filter(({ kind }) => kind === "text"), here.filter(({ kind }) => kind !== "text")];
    for (const place of others) if (random() < 0.6) await this.choose(place, random);
    this.field = texts[Math.floor(random() * texts.length)]!.field;
    await this.focus();
  }

  private async choose(place: Place, random: Random): Promise<void> {
    const { kind, field, options = [] } = place;
    const before = this.textAt(place).text;
    const next = kind === "mark" ? (before ? "" : "yes") : options[Math.floor(random() * options.length)]!;
    if (kind === "mark") await this.page.locator(`input[name="${field}"]`).setChecked(next !== "");
    else await this.page.locator(`input[name="${field}"][value="${next}"]`).check();
    if (next !== before) this.textAt(place).typed(next, performance.now());
  }

  /** Writes so many strokes where the caret is; gives how many. */
  async write(count: number, random: Random): Promise<number> {
    const text = this.current;
    let made = 0;
    for (const stroke of strokes(count, text.text === "", random)) {
      if ("insert" in stroke) await this.page.keyboard.insertText(stroke.insert);
      else if (stroke.press.length === 1) await this.page.keyboard.type(stroke.press);
      else await this.page.keyboard.press(stroke.press);
      const before = text.text;
      const after = this.after(before, "insert" in stroke ? stroke.insert : stroke.press);
      if (after !== before) text.typed(after, performance.now());
      made += 1;
      await pause(stroke.restMs);
    }
    return made;
  }

  /** What a field reads after a stroke; moves the caret. */
  private after(text: string, stroke: string): string {
    const put = (piece: string, from = this.caret): string => {
      const result = text.slice(0, from) + piece + text.slice(this.caret);
      this.caret = from + piece.length;
      return result;
    };
    if (stroke === "Control+Home") return ((this.caret = 0), text);
    if (stroke === "Control+End") return ((this.caret = text.length), text);
    if (stroke === "Backspace") return put("", Math.max(0, this.caret - 1));
    return put(stroke === "Enter" ? "\n" : stroke);
  }

  /** Ends the tab's process. What is lost is counted from the first end of it before it is open again. */
  async crash(): Promise<void> {
    const crashed = this.page.waitForEvent("crash");
    this.endedAt ??= performance.now();
    void this.devtools.send("Page.crash").catch(() => undefined);
    await crashed;
    await this.page.close();
  }

  /** Closes the tab as its author does, who says yes to the browser's question. */
  async closeTab(): Promise<void> {
    const closed = this.page.waitForEvent("close");
    this.endedAt = performance.now();
    await this.page.close({ runBeforeUnload: true });
    await closed;
  }

  /** Opens the page of the report again that was open last; signs in where the portal asks for it. */
  async open(): Promise<void> {
    this.page = await this.context.newPage();
    this.devtools = await this.context.newCDPSession(this.page);
    await this.devtools.send("Network.enable");
    await this.page.goto(`${this.desk.origin}/en/reports/${this.desk.reportId}/sections/${this.section}`);
    if (/sign-in/.test(this.page.url())) {
      await this.page.locator("input[name=email]").fill(this.desk.email);
      await this.page.locator("input[name=password]").fill(this.desk.password);
      await this.page.locator("input[name=password]").press("Enter");
      await this.page.waitForURL(/\/sections\//);
    }
  }

  /** The line of this tab: cut, or slow. `latency` in milliseconds, throughput in bytes per second, -1 for no limit. */
  async line({ offline = false, latency = 0, bytes = -1 }: { offline?: boolean; latency?: number; bytes?: number }): Promise<void> {
    await this.devtools.send("Network.emulateNetworkConditions", { offline, latency, downloadThroughput: bytes, uploadThroughput: bytes });
  }

  /** Takes the session's cookie from the browser. */
  dropCookie(): Promise<void> {
    return this.context.clearCookies();
  }

  /** Signs in over the page once it asks for it; the focus must be back in the field. */
  async signInOver(): Promise<void> {
    // By the keyboard: leaving an over-long answer puts a word above the bar, which moves away under a mouse that is pressed.
    await this.page.getByRole("button", { name: textOf("en", "device:signIn.open") }).press("Enter");
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel(textOf("en", "account:field.password")).fill(this.desk.password);
    await this.page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    const place = await this.page.evaluate(() => {
      const field = document.activeElement as HTMLTextAreaElement | null;
      return `${field?.name} at ${field?.selectionStart}`;
    });
    if (place !== `${this.field} at ${this.caret}`) this.faults.push(`after signing in the caret is in ${place}, not in ${this.field} at ${this.caret}`);
  }

  /** Opens the tab again if it has ended, waits until everything is saved, and compares. Goes on from what is found. */
  async recover(): Promise<Loss & { endedTab: boolean }> {
    const struckAt = this.endedAt ?? performance.now();
    const endedTab = this.endedAt !== null;
    if (endedTab) await this.open();
    this.endedAt = null;
    const { fields, attention } = await whenQuiet(this.page, RECOVERY_MS);
    this.faults.push(...attention.map((words) => `${this.section}: ${words}`));
    const losses = this.placesHere().map((place) => this.textAt(place).found(readField(place, fields), struckAt));
    if (endedTab) await this.focus();
    return { keys: losses.reduce((sum, { keys }) => sum + keys, 0), ms: Math.max(...losses.map(({ ms }) => ms)), endedTab };
  }

  private async focus(): Promise<void> {
    await this.page.locator(`textarea[name="${this.field}"]`).focus();
    await this.page.keyboard.press("Control+End");
    this.caret = this.current.text.length;
  }

  /** Opens the same page in a second tab and goes on there; gives what looks at the first one again, and closes it. */
  async secondTab(): Promise<() => Promise<void>> {
    const first = this.page;
    await this.open();
    await this.showsAll(this.page, "the second tab");
    await this.focus();
    return async () => {
      await this.showsAll(first, "the first tab");
      await first.close();
    };
  }

  /** Waits until a tab shows what was typed, in whichever tab that was. */
  private async showsAll(page: Page, name: string): Promise<void> {
    const missing = async (): Promise<string[]> => {
      const { fields } = await look(page);
      return this.placesHere()
        .filter((place) => readField(place, fields) !== this.textAt(place).text)
        .map(keyOf);
    };
    let left = await missing();
    for (const end = performance.now() + RECOVERY_MS; left.length > 0 && performance.now() < end; left = await missing()) await pause(150);
    if (left.length > 0) this.faults.push(`${name} does not show what was typed: ${left.join(", ")}`);
  }

  /** Leaves the fields, and waits until the page is one of the build that is served now. */
  async renew(): Promise<void> {
    const served = (await fetch(`${this.desk.origin}/healthz`)).headers.get("x-build");
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const build = (): Promise<unknown> => this.page.evaluate(() => window.__remixManifest.version).catch(() => null);
    let shown = await build();
    for (const end = performance.now() + RECOVERY_MS; shown !== served && performance.now() < end; shown = await build()) await pause(150);
    if (shown !== served) this.faults.push(`the page is of build ${String(shown)}, served is ${served}`);
    await this.focus();
  }
}

/** What a field of a page reads; of a choice that is not made, and of a mark that is not there, nothing. */
const readField = ({ kind, field }: Place, fields: Readonly<Record<string, string>>): string => fields[field] ?? (kind === "text" ? "(no field)" : "");
