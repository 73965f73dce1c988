import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const UI = "app/ui";
const GALLERY = ["app/routes/dev/gallery.tsx", ...readdirSync(`${UI}/gallery`).map((name) => `${UI}/gallery/${name}`)];

/** What the gallery does not import itself, with where it shows there. */
const SHOWN_OTHERWISE: Readonly<Record<string, string>> = {
  PageFrame: "stands around the gallery as around every page",
  PageFooter: "part of PageFrame; a second one would be a second landmark of its name",
  LanguageMenu: "part of PageFrame; a second one would be a second landmark of its name",
  Breadcrumbs: "part of PageHeader, as on top of the gallery; a second one would be a second landmark of its name",
  SkipLink: "part of PageFrame",
  NavigationProgress: "part of PageFrame; a link of the gallery sets it going",
  ButtonFace: "inside Button, LinkButton and Pager",
  ChoiceGroup: "what RadioGroup and CheckboxGroup are made of",
  ChoiceSearch: "above the CheckboxGroup of many years",
  FieldHint: "inside Field, Fieldset and Question",
  FieldError: "inside Field, Fieldset, Checkbox and Question",
  MarkedText: "inside UserText",
  RequiredMark: "inside Field, Fieldset and Question",
  VisuallyHidden: "inside Notice and Button",
};

const read = (path: string): string => readFileSync(path, "utf8");
const EXPORTED = /^export (?:default )?(?:function|const) ([A-Z]\w*[a-z]\w*)/gm;

const components = readdirSync(UI)
  .filter((name) => name.endsWith(".tsx"))
  .flatMap((name) => [...read(`${UI}/${name}`).matchAll(EXPORTED)].map((match) => match[1]!));

/** Names the gallery imports, and the default exports it loads when they are wanted: `import("~/ui/dialog")`. */
const imported = new Set(
  GALLERY.flatMap((path) => [
    ...[...read(path).matchAll(/import \{([^}]*)\} from "~\/ui\//g)].flatMap((match) => match[1]!.split(",").map((name) => name.trim())),
    ...[...read(path).matchAll(/const (\w+) = lazy\(\(\) => import\("~\/ui\//g)].map((match) => match[1]!),
  ]),
);

test("the gallery shows every component, itself or as a part of another", () => {
  expect(components.length).toBeGreaterThan(40);
  expect(components.filter((name) => !imported.has(name) && !(name in SHOWN_OTHERWISE))).toEqual([]);
});

test("nothing is excused that is gone or shown by itself", () => {
  expect(Object.keys(SHOWN_OTHERWISE).filter((name) => !components.includes(name) || imported.has(name))).toEqual([]);
});
