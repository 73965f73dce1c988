import i18next from "eslint-plugin-i18next";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// Every rule here stands for a mistake that has been made somewhere; its message says why. `no-restricted-syntax` does
// not merge between blocks, so the lists are composed by hand at the end.

const readsEnvironment = "Read configuration through ~/platform/env.server: parsed once, a bad value is refused at start by its name.";
const environment = [
  "MemberExpression[object.name='process'][property.name='env']",
  "MemberExpression[object.name='process'][property.value='env']",
  "MemberExpression[object.property.name='process'][property.name='env']",
  "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']",
  "ImportDeclaration[source.value=/^(node:)?process$/]",
  "MemberExpression[object.type='MetaProperty'][property.name='env']",
].map((selector) => ({ selector, message: readsEnvironment }));

const texts = [
  {
    selector: "ImportDeclaration[source.value='react-i18next'] > ImportSpecifier[imported.name='useTranslation']",
    message: "Texts come from ~/ui/use-translation: one hook where the library's has thirteen, at each of some hundred places of a page.",
  },
];

const access = [
  {
    selector: "ExportNamedDeclaration > FunctionDeclaration[id.name=/^(loader|action)$/]",
    message: "A route declares who may enter: export const loader = securedLoader(…) or publicLoader(…). A bare function is open to everyone.",
  },
  {
    selector:
      "ExportNamedDeclaration > VariableDeclaration > VariableDeclarator[id.name=/^(loader|action)$/]:not([init.callee.name=/^(secured|public)(Loader|Action)$/])",
    message: "A route declares who may enter: securedLoader/securedAction or publicLoader/publicAction.",
  },
  {
    selector: "ExportNamedDeclaration > ExportSpecifier[exported.name=/^(loader|action)$/]",
    message: "No re-exported loader or action: who may enter must be visible in the route file.",
  },
  { selector: "TryStatement", message: "Routes catch nothing: expected refusals are Results, everything else is answered once, by the wrapper." },
];

const rawHtml = [
  {
    selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
    message: "Text typed by people never becomes HTML by hand: use ~/ui/user-text, which renders a safe subset.",
  },
  {
    selector: "Property[key.name='dangerouslySetInnerHTML']",
    message: "Text typed by people never becomes HTML by hand: use ~/ui/user-text, which renders a safe subset.",
  },
];

const byLocale = [
  {
    selector: "MemberExpression[object.name='Intl']",
    message:
      "Dates and numbers are formatted in ~/lib/dates, text is compared and counted in ~/lib/text: with an explicit language and zone, the same on server and browser.",
  },
  {
    selector: "CallExpression[callee.property.name=/^(toLocale|localeCompare)/]",
    message: "Depends on the machine's language and zone: use ~/lib/dates or ~/lib/text.",
  },
];

const physical =
  "(?:^|[\\s:!-])(?:(?:ml|mr|pl|pr|left|right|border-l|border-r|rounded-(?:l|r|tl|tr|bl|br)|scroll-[mp][lr])-(?:\\[|\\d|px|auto|full|sm|md|lg|xl)|(?:text|float|clear)-(?:left|right)(?=$|\\s)|border-[lr](?=$|\\s))";
const direction = ["Literal", "TemplateElement"].map((node) => ({
  selector: `${node}[value${node === "Literal" ? "" : ".raw"}=/${physical}/]`,
  message: "Left and right are wrong in Arabic: use ms-/me-/ps-/pe-/start-/end-/text-start/border-s/rounded-s.",
}));

const tests = [
  {
    selector: "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock|hoisted)$/]",
    message: "Nothing of ours is mocked: real database, injected clock, real SMTP server. A test of a mock shows that the mock works.",
  },
  {
    selector: "CallExpression[callee.property.name='waitForTimeout']",
    message: "Wait for what the reader would see, not for a time: a sleep is too long or too short.",
  },
  { selector: "MemberExpression[object.name=/^(test|describe|it)$/][property.name=/^(only|fixme)$/]", message: "A test left alone hides the others." },
];

const size = (max) => ({ "max-lines": ["error", { max, skipBlankLines: true, skipComments: true }] });
const syntax = (...lists) => ({ "no-restricted-syntax": ["error", ...lists.flat()] });
const everywhere = [environment, rawHtml, direction, texts];

export default tseslint.config(
  { ignores: ["node_modules/**", "build/**", "prisma/generated/**", ".cache/**", "data/**", "artefacts/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "@typescript-eslint": tseslint.plugin },
    rules: {
      ...size(400),
      // A promise nobody waits for loses its error, and with it a save.
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false, properties: false, arguments: false } }],
      "@typescript-eslint/await-thenable": "error",
      // A new state or kind must be met everywhere it matters; the compiler finds the places.
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // A type import never pulls server code into the browser.
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/only-throw-error": [
        "error",
        {
          allow: [
            { from: "lib", name: "Response" },
            { from: "package", name: "TypedResponse", package: "@remix-run/server-runtime" },
          ],
        },
      ],
      "no-debugger": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  {
    files: ["**/*.{js,mjs}"],
    rules: { ...size(400), "no-debugger": "error", eqeqeq: "error" },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    // The server logs through pino, which redacts; the browser's console is nobody's log.
    rules: { "no-console": "error", ...syntax(...everywhere, byLocale) },
  },
  {
    files: ["app/**/*.tsx"],
    plugins: { "jsx-a11y": jsxA11y, "react-hooks": reactHooks, i18next },
    rules: {
      ...jsxA11y.flatConfigs.strict.rules,
      // A table laid out as cards on a small screen loses its roles in browsers, so they are stated.
      "jsx-a11y/no-redundant-roles": [
        "error",
        { table: ["table"], thead: ["rowgroup"], tbody: ["rowgroup"], tr: ["row"], nav: ["navigation"], ul: ["list"], ol: ["list"] },
      ],
      "jsx-a11y/no-interactive-element-to-noninteractive-role": ["error", { tr: ["row", "presentation"], td: ["cell"], th: ["rowheader", "columnheader"] }],
      // A region that scrolls must be reachable with the keyboard.
      "jsx-a11y/no-noninteractive-tabindex": ["error", { tags: [], roles: ["tabpanel", "region"], allowExpressionValues: true }],
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      // Text in code is text five languages do not have.
      "i18next/no-literal-string": [
        "error",
        {
          mode: "jsx-only",
          "jsx-attributes": { include: ["aria-label", "aria-description", "title", "placeholder", "alt", "label", "description"] },
          words: { exclude: [/^t[hdr]$/, /^[^\p{L}]+$/u, /^WSIS\+20$/] },
        },
      ],
    },
  },
  { files: ["cli/**/*.ts"], rules: syntax(environment) },
  // Number and date formats, collation and word segmentation live here, once.
  {
    files: ["app/lib/dates.ts", "app/lib/text.ts", "app/lib/sentences.ts", "app/lib/text/**/*.ts", "app/features/reference/*.ts"],
    rules: syntax(...everywhere),
  },
  { files: ["app/platform/env.server.ts"], rules: syntax(rawHtml, direction, byLocale) },
  { files: ["app/routes/**/*.{ts,tsx}"], rules: { ...size(250), ...syntax(...everywhere, byLocale, access) } },
  { files: ["app/**/*.test.{ts,tsx}", "tests/**/*.ts"], rules: { ...syntax(tests), ...size(600) } },
);
