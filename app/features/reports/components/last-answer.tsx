import { buttonClass } from "~/ui/button-class";
import { Icon } from "~/ui/icons";
import { BESIDE_FORM, useSection } from "./section-data";

/** What the party answered to a question in the cycle before, folded, and what its author says of that now. */
export function LastAnswer({ code }: { code: string }) {
  const { page } = useSection();
  const last = page.lastCycle?.answers[code];
  if (!last) return null;
  const { lead, version, acts } = page.lastCycle!;
  const id = `${code}-last`;
  return (
    <details open={page.told === code} className="group border-s-4 border-line ps-4 text-sm">
      <summary id={id} className="flex w-fit min-h-6 items-center gap-2 text-accent">
        {last.title}
        <Icon name="down" className="group-open:rotate-180" />
      </summary>
      <div className="grid gap-2 py-2">
        {last.pieces.map(({ key, label, text }) => (
          <div key={key}>
            {label && <p className="font-semibold">{label}</p>}
            <p lang={last.language} dir="auto" className="whitespace-pre-wrap">
              {text}
            </p>
          </div>
        ))}
        {[...last.about, lead].map((text) => text && <p key={text}>{text}</p>)}
        {version && (
          <p>
            <a href={version.href}>{version.label}</a>
          </p>
        )}
        <p className="flex flex-wrap gap-3">
          {last.acts.map((act) => (
            <button key={act} form={BESIDE_FORM} name="carry" value={`${act}:${code}`} aria-describedby={id} className={buttonClass("secondary", "sm")}>
              {acts[act]}
            </button>
          ))}
        </p>
      </div>
    </details>
  );
}
