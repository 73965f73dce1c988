// How `npm run lint` says what is wrong: ESLint's own list, and under it why each broken rule is there. Our own rules say
// so in their message; these are the ready-made ones, whose message is fixed.
import { ESLint } from "eslint";

const WHY = {
  "max-lines": "a file nobody can hold in mind hides its mistakes: split it where its parts have names.",
  "no-console": "the server logs through pino, which redacts; the browser's console is nobody's log.",
  "no-debugger": "it stops the page of a reader who has the tools open.",
  eqeqeq: "`==` takes an empty text for zero.",
  "@typescript-eslint/no-floating-promises": "a promise nobody waits for loses its error, and with it a save.",
  "@typescript-eslint/no-misused-promises": "a promise nobody waits for loses its error, and with it a save.",
  "@typescript-eslint/await-thenable": "waiting for what is no promise means that something else was meant.",
  "@typescript-eslint/switch-exhaustiveness-check": "a new state or kind must be met everywhere it matters.",
  "@typescript-eslint/consistent-type-imports": "a type import never pulls server code into the browser.",
  "@typescript-eslint/no-explicit-any": "what comes from outside is parsed once; `any` lets it through unparsed.",
  "@typescript-eslint/no-unused-vars": "dead code is read, translated and tested like live code.",
  "@typescript-eslint/ban-ts-comment": "a silenced compiler is silent about the next mistake, too.",
  "@typescript-eslint/only-throw-error": "what is thrown needs a stack to be found by.",
  "i18next/no-literal-string": "text in code is text that five languages do not have.",
  "react-hooks/rules-of-hooks": "hooks are told apart by their order.",
  "react-hooks/exhaustive-deps": "an effect that misses a change shows what was true before.",
};
const BY_PLUGIN = {
  "jsx-a11y": "somebody uses this page with a keyboard or hears it read.",
  "react-hooks": "React renders again whenever it likes: what breaks this breaks then.",
};

/** The reason of a ready-made rule; nothing for those that say it themselves. */
export const reasonOf = (rule) => WHY[rule] ?? BY_PLUGIN[rule?.split("/")[0]];

export default async function format(results) {
  const list = await (await new ESLint().loadFormatter("stylish")).format(results);
  const broken = [...new Set(results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)))];
  const reasons = broken.flatMap((rule) => (reasonOf(rule) ? [`  ${rule}: ${reasonOf(rule)}`] : []));
  return reasons.length > 0 ? `${list}Why:\n${reasons.join("\n")}\n` : list;
}
