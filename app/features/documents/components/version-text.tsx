import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Code } from "~/ui/bdi";
import { Button } from "~/ui/button";
import { DateTime } from "~/ui/date-time";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { SelectInput } from "~/ui/select-input";
import { useTranslation } from "~/ui/use-translation";
import { waivedIn, type VersionLine } from "../model";
import type { VersionPage } from "../model/pages";
import { useVersionName } from "./use-version-name";

type VersionTextProps = {
  page: { chapters: VersionPage["chapters"]; document: Pick<VersionPage["document"], "language"> };
  /** What stands under a paragraph, in the reader's language. */
  under?: (paragraph: { id: string; number: string }) => ReactNode;
};

/** The text of a version with its numbers, as it is read and printed. */
export function VersionText({
  page: {
    chapters,
    document: { language },
  },
  under,
}: VersionTextProps) {
  return (
    <article lang={language} dir="auto" className="grid max-w-measure gap-8">
      {chapters
        .filter(({ paragraphs }) => paragraphs.length > 0)
        .map(({ id, number, title, paragraphs }) => (
          <section key={id} aria-labelledby={`chapter-${id}`} className="grid gap-4">
            <h2 id={`chapter-${id}`} className="text-xl">
              <Code>{number}</Code>. {title}
            </h2>
            {paragraphs.map((paragraph) => (
              <div key={paragraph.id} id={`paragraph-${paragraph.id}`} className="grid justify-items-start gap-1">
                <p className="whitespace-pre-line">
                  <span className="me-3 text-ink-soft">
                    <Code>{paragraph.number}</Code>.
                  </span>
                  {paragraph.text}
                </p>
                {under?.(paragraph)}
              </div>
            ))}
          </section>
        ))}
    </article>
  );
}

/** Which other version this one is laid beside. */
export function CompareForm({ others, against }: { others: readonly VersionLine[]; against: number | null }) {
  const { t } = useTranslation("documents");
  const nameOf = useVersionName();
  return (
    <Form method="get" className="flex flex-wrap items-end gap-3 print:hidden">
      <Field id="against" label={t("version.compare")}>
        {(control) => (
          <SelectInput
            {...control}
            name="against"
            defaultValue={against ?? undefined}
            options={others.map((version) => ({ value: String(version.number), label: nameOf(version) }))}
          />
        )}
      </Field>
      <Button type="submit">{t("answers.show")}</Button>
    </Form>
  );
}

/** Who froze a version, its checksum, and what was waived for it and why. */
export function VersionFacts({ page: { version, waiver, aside } }: { page: VersionPage }) {
  const { t } = useTranslation("documents");
  return (
    <footer className="grid max-w-measure gap-3 border-t border-line pt-4 text-sm">
      <p>
        {t("version.frozen", { name: version.frozenBy })} · <DateTime at={version.frozenAt} />
      </p>
      <p>
        {t("version.hash")}: <Code mono>{version.hash}</Code>
      </p>
      {aside > 0 && <p>{t("version.aside", { count: aside })}</p>}
      {waiver && (
        <Notice tone="warning" title={t("version.waived", { name: waiver.by })}>
          <p dir="auto">{waiver.reason}</p>
          <ul className="list-disc ps-6">
            {waiver.gaps.map((gap) => (
              <li key={gap}>{t(`freeze.${gap}`, { count: waivedIn(waiver, gap) })}</li>
            ))}
          </ul>
        </Notice>
      )}
    </footer>
  );
}
