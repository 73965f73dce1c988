import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";

/** Debian's Chromium; on machines with Playwright's own browser, that one. */
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));

/** How every test starts its browser. */
export const CHROMIUM: LaunchOptions = {
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
};

/** True where there is a browser to start. */
export const chromiumIsAvailable = (): boolean => existsSync(executablePath ?? chromium.executablePath());
