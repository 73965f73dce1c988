import type { CHAPTER_KEYS } from "~/features/compilations/model/chapters";
import type { Gap, Stage } from "~/features/documents/model";
import type { Side, ThreadKind, ThreadState } from "~/features/comments/model";
import type { BracketWord } from "~/features/negotiations/model/wording";
import { directionOf, type Language } from "~/lib/languages";
import type { SayOfTemplate } from "~/features/publication/model/conditions";
import type { Audience, FacilitatorOrder, StateOrder, BoardFilters } from "~/features/publication/model";
import type { Scope } from "~/features/registrations/model";
import type { ReferenceSet } from "~/features/templates/schema";
import type { SaveWay } from "~/features/saves/model";
import type { TranslationState } from "~/features/translations/model";
import type { FacilitationRole } from "~/lib/actor";
import type { Written } from "~/lib/paper";
import type { ProposalsView } from "../model";

type Shown = BoardFilters<StateOrder>["show"];

/** Words of the interface that stand on paper beside what somebody wrote. */
export type Word =
  | "common:portal.name"
  | "common:text.footnotes"
  | `common:zone.${"geneva" | "newYork"}`
  | `reports:answerView.${"none" | "yes" | "item" | "row" | "confidential" | "withheld.contact" | "withheld.confidential"}`
  | `reports:citing.${"readAs" | "number" | "stocktaking" | "prize"}`
  | `public:submission.${"symbol" | "version" | "language" | "line" | "submittedAt" | "publishedAt" | "cycle" | "receipt" | "hash"}`
  | "public:submission.withheld"
  | `public:filter.${"search" | "kind" | "region" | "group" | "line" | "sdg" | "gdc" | "category" | "language" | "unit"}`
  | "public:submissions.title"
  | `public:status.${"title" | "lead" | "count" | "reports" | "contributions" | "state" | "report" | "submitted" | "notSubmitted" | "noRegion" | "noneHere"}`
  | `public:status.${"groupsNote" | "joins" | "noneAssigned" | "facilitatorsNote"}`
  | `public:status.by.${"label" | StateOrder | FacilitatorOrder}`
  | `public:status.show.${"label" | Shown}`
  | `public:status.showReports.${Shown}`
  | `public:status.columns.${"entity" | "line" | "role" | "report"}`
  | `public:status.role.${FacilitationRole}`
  | `public:status.stakeholders.${"caption" | "note" | "category" | "total" | "notStated" | "none" | "published" | "nonePublished"}`
  | `public:templates.kind.${Audience}`
  | `registration:scope.${Scope}`
  | "public:verify.template"
  | "public:verify.templateVersion"
  | `public:verify.states.${"submitted" | "acknowledged" | "under_review" | "clarification_requested" | "answered" | "accepted" | "in_translation" | "published" | "not_published" | "recalled" | "superseded" | "withdrawn"}`
  | `public:template.${"contents" | "required" | "neverPublished" | "lists" | "repeatAny" | "repeat" | "hash" | "seeList"}`
  | `public:template.rows.${"between" | "upTo" | "each" | "required"}`
  | `public:template.list.${ReferenceSet}`
  | `public:templates.${"deadline" | "noDeadline"}`
  | `papers:cover.${"draft" | "party" | "state" | "savedAt" | "made" | "signedBy"}`
  | `papers:board.${"group" | "date" | "symbol"}`
  | `papers:selection.${"count" | "list" | "fact"}`
  | `sheets:report.${"cover" | "answers"}`
  | `sheets:report.column.${"code" | "question" | "row" | "field" | "answer" | "language" | "part" | "note"}`
  | "sheets:form.number"
  | `history:${"aside" | "asideText" | "changed" | "first" | "same" | "marked" | "unmarked" | "language" | "revision" | "confidential"}`
  | `history:savedVia.${SaveWay}`
  | `papers:history.${"title" | "older"}`
  | `sheets:history.${"title" | "revision" | "author" | "savedAt" | "way" | "place" | "change"}`
  | `papers:notice.${"history" | "comments"}`
  | `compilation:${"title" | "original" | "left" | "answers" | "parties" | "words"}`
  | `compilation:column.${"template" | "question" | "part" | "party" | "row" | "symbol" | "language" | "words" | "answer" | "translation"}`
  | `compilation:paper.notice.${"translation" | "both"}`
  | "translations:bySecretariat"
  | `translations:state.${TranslationState | "part"}`
  | `papers:version.${"frozenAt" | "frozenBy" | "notes" | "annex" | "unread" | "aside" | "more" | "comma" | "semicolon"}`
  | `compilation:chapter.${(typeof CHAPTER_KEYS)[number]}`
  | `compilation:extract.${"title" | "note"}`
  | `papers:redraft.${"notice" | "save" | "write" | "new" | "proposals"}`
  | "papers:version.author"
  | `negotiations:${BracketWord}`
  | `negotiations:draft.${"until" | "closedOn" | "publishedOn"}`
  | "negotiations:count.brackets"
  | `negotiations:file.${ProposalsView | `notice.${ProposalsView}`}`
  | "documents:paragraph.title"
  | `documents:stage.${Stage}`
  | `documents:version.${"hash" | "waived" | "aside"}`
  | `documents:freeze.${Gap | "reason"}`
  | `comments:page.${"title" | "whole"}`
  | `comments:kind.${ThreadKind}`
  | `comments:state.${ThreadState}`
  | `comments:side.${Side}`
  | `comments:standing.${"earlier" | "later"}`
  | "comments:thread.resolvedBy"
  | `sheets:comments.${"title" | "discussion" | "author" | "side" | "at" | "text"}`
  | `papers:notice.${"draft" | "replaced" | "answered" | "whole" | "original" | "template"}`;

/** What words a paper: the language of all that is not an author's, and its texts. */
export type Words = { language: Language; say: (key: Word, values?: Readonly<Record<string, string | number>>) => string };
/** The same for a template, which explains itself. `between` sets names apart. */
export type TemplateWords = Words & { explain: SayOfTemplate; between: string };

/** The language and direction of the interface's words. */
export const written = ({ language }: Pick<Words, "language">): Written => ({ language, direction: directionOf(language) });
