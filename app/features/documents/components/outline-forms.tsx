import { Form } from "@remix-run/react";
import type { Language } from "~/lib/languages";
import type { FormAnswer } from "~/lib/refusal";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { Field, type ControlProps } from "~/ui/field";
import { RefusalSummary, useFieldErrors } from "~/ui/refusal-summary";
import { SelectInput } from "~/ui/select-input";
import { TextArea } from "~/ui/text-area";
import { TextInput } from "~/ui/text-input";
import { useTranslation } from "~/ui/use-translation";
import { VisuallyHidden } from "~/ui/visually-hidden";
import { chapterLine } from "../model/numbering";
import type { ShownChapter } from "../model/pages";

/** Chapters with their paragraphs, between which something can be put. */
type Places = readonly { chapter: string; title: string; paragraphs: readonly { id: string; number: string }[] }[];

/** A place among the paragraphs: at the beginning of a chapter, or after a paragraph. */
export function PlaceSelect({ places, control, typed }: { places: Places; control: ControlProps; typed?: string }) {
  const { t } = useTranslation("documents");
  return (
    <SelectInput
      {...control}
      name="place"
      defaultValue={typed}
      options={places.map(({ chapter, title, paragraphs }) => ({
        group: title,
        options: [
          { value: chapter, label: t("paragraph.atStart") },
          ...paragraphs.map(({ id, number }) => ({ value: `${chapter}/${id}`, label: t("paragraph.after", { number }) })),
        ],
      }))}
    />
  );
}

/** A new paragraph, at a place. */
export function ParagraphForm({ places, last, answer }: { places: Places; last: string | undefined; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("documents");
  const errorOf = useFieldErrors(answer);
  const typed = answer?.typed ?? {};
  return (
    <Card title={t("paragraph.add")}>
      <Form method="post" noValidate className="grid max-w-measure gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="paragraph" />
        <Field id="paragraph-place" label={t("paragraph.place")} error={errorOf("place")} required>
          {(control) => <PlaceSelect places={places} control={control} typed={typed.place ?? last} />}
        </Field>
        <Field id="paragraph-text" label={t("paragraph.text")} error={errorOf("text")} required>
          {(control) => <TextArea {...control} name="text" rows={5} defaultValue={typed.text ?? ""} />}
        </Field>
        <div>
          <Button type="submit" variant="primary" name="intent" value="paragraph">
            {t("paragraph.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

/** A new chapter, at the end. */
export function ChapterForm({ answer }: { answer: FormAnswer | undefined }) {
  const { t } = useTranslation("documents");
  const errorOf = useFieldErrors(answer);
  return (
    <Card title={t("chapter.add")}>
      <Form method="post" noValidate className="grid max-w-narrow gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="chapter" />
        <Field id="chapter-title" label={t("chapter.title")} error={errorOf("title")} required>
          {(control) => <TextInput {...control} name="title" dir="auto" defaultValue={answer?.typed.title ?? ""} />}
        </Field>
        <div>
          <Button type="submit" name="intent" value="chapter">
            {t("chapter.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

type RenameProps = { chapter: Pick<ShownChapter, "id" | "title">; language: Language; answer: FormAnswer | undefined };

/** Another title for a chapter, over the one that is seen. */
export function RenameChapterForm({ chapter: { id, title }, language, answer }: RenameProps) {
  const { t } = useTranslation("documents");
  const errorOf = useFieldErrors(answer);
  const prefix = `rename-${id}`;
  return (
    <details open={answer !== undefined} className="print:hidden">
      <summary className="min-h-11 py-2">
        {t("chapter.rename")}
        <VisuallyHidden>: {title}</VisuallyHidden>
      </summary>
      <Form method="post" noValidate className="grid max-w-narrow gap-3">
        <RefusalSummary refusal={answer?.refusal} prefix={prefix} />
        <input type="hidden" name="chapter" value={id} />
        <input type="hidden" name="seen" value={title} />
        <Field id={`${prefix}-title`} label={t("chapter.title")} error={errorOf("title")} required>
          {(control) => <TextInput {...control} name="title" lang={language} dir="auto" defaultValue={answer?.typed.title ?? title} />}
        </Field>
        <div>
          <Button type="submit" name="intent" value="chapter_rename">
            {t("chapter.renameButton")}
          </Button>
        </div>
      </Form>
    </details>
  );
}

/** The order of the chapters. */
export function MoveChapterForm({ chapters, answer }: { chapters: readonly ShownChapter[]; answer: FormAnswer | undefined }) {
  const { t } = useTranslation("documents");
  const errorOf = useFieldErrors(answer);
  return (
    <Card title={t("chapter.move")}>
      <Form method="post" className="grid max-w-narrow gap-5">
        <RefusalSummary refusal={answer?.refusal} prefix="move" />
        <Field id="move-chapter" label={t("chapter.which")} error={errorOf("chapter")}>
          {(control) => <SelectInput {...control} name="chapter" options={chapters.map((chapter) => ({ value: chapter.id, label: chapterLine(chapter) }))} />}
        </Field>
        <Field id="move-after" label={t("paragraph.place")} error={errorOf("after")}>
          {(control) => (
            <SelectInput
              {...control}
              name="after"
              placeholder={t("paragraph.atStart")}
              options={chapters.map((chapter) => ({ value: chapter.id, label: t("chapter.after", { chapter: chapterLine(chapter) }) }))}
            />
          )}
        </Field>
        <div>
          <Button type="submit" name="intent" value="chapter_move">
            {t("move.button")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
