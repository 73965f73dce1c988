import { useEffect, useRef, useState, type RefObject } from "react";
import { Checkbox } from "~/ui/checkbox";
import { useTranslation } from "~/ui/use-translation";
import { BULK_ACTION } from "./bulk-form";

/** Where a browser remembers that somebody wants no keys. */
const OFF = "queue-keys-off";
/** Rows are told apart by what they carry: the link that opens one, the box that chooses it. */
const OPENS = "[data-open]";

/** Whoever types or picks from a list means their letters for it. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("textarea, select, [role=textbox]") || (target instanceof HTMLInputElement && target.type !== "checkbox"));

/**
 * Keys for a list, with what each does. They move the focus itself from row to row, so that those who listen hear the row,
 * and leave alone every combination with Ctrl, Alt or Meta. They can be switched off (WCAG 2.1.4); all they do is done by
 * mouse and by Tab as well.
 */
export function QueueKeys({ list, chooses }: { list: RefObject<HTMLElement>; chooses: boolean }) {
  const { t } = useTranslation("queue");
  const [isOn, setOn] = useState(true);
  const help = useRef<HTMLDetailsElement>(null);

  useEffect(() => setOn(localStorage.getItem(OFF) === null), []);

  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>(OPENS) ?? [])];
      const focused = document.activeElement;
      const row = focused?.closest("tr");
      const at = row ? rows.findIndex((link) => row.contains(link)) : -1;
      const inList = at >= 0;
      const key = event.key.startsWith("Arrow") ? (inList ? event.key : "") : event.key.toLowerCase();
      const boxOf = (index: number) => rows[index]?.closest("tr")?.querySelector<HTMLInputElement>("[data-choose]");
      const acts: Record<string, (() => void) | undefined> = {
        j: () => rows[Math.min(at + 1, rows.length - 1)]?.focus(),
        ArrowDown: () => rows[Math.min(at + 1, rows.length - 1)]?.focus(),
        k: () => rows[Math.max(at - 1, 0)]?.focus(),
        ArrowUp: () => rows[Math.max(at - 1, 0)]?.focus(),
        o: inList ? () => rows[at]!.click() : undefined,
        x: inList && chooses ? () => boxOf(at)?.click() : undefined,
        a:
          inList && chooses
            ? () => {
                const box = boxOf(at);
                if (box && !box.checked) box.click();
                const action = document.getElementById(BULK_ACTION) as HTMLSelectElement | null;
                if (!action) return;
                action.value = "assign_officer";
                action.closest("details")?.setAttribute("open", "");
                document.getElementById("bulk-officer")?.focus();
              }
            : undefined,
        "?": () => {
          help.current?.setAttribute("open", "");
          help.current?.querySelector("summary")?.focus();
        },
      };
      const act = acts[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isOn, list, chooses]);

  const use = (on: boolean): void => {
    setOn(on);
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  };
  const keys = [
    ["J", t("keys.j")],
    ["K", t("keys.k")],
    ["O", t("keys.o")],
    ...(chooses
      ? [
          ["X", t("keys.x")],
          ["A", t("keys.a")],
        ]
      : []),
    ["?", t("keys.h")],
  ] as const;
  return (
    <details ref={help} className="mb-4 print:hidden max-md:hidden">
      <summary className="flex min-h-11 w-fit items-center font-semibold">{t("keys.title")}</summary>
      <dl className="grid w-fit grid-cols-[auto_1fr] gap-x-4 gap-y-1 py-2">
        {keys.map(([key, what]) => (
          <div key={key} className="contents">
            <dt>
              <kbd dir="ltr">{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Checkbox id="queue-keys" label={t("keys.use")} checked={isOn} onChange={(event) => use(event.target.checked)} />
    </details>
  );
}
