import { meetingLinks } from "~/features/meetings/model/address";
import { listMeetings } from "~/features/meetings/queries/meetings.server";
import { draftLinks } from "~/features/negotiations/model/address";
import { listDraftAddresses } from "~/features/negotiations/queries/drafts.server";
import { listTemplates } from "~/features/publication/queries/consultation.server";
import { listSymbols } from "~/features/publication/queries/published.server";
import { publicLoader } from "~/http/secured.server";
import { LANGUAGES, type Language } from "~/lib/languages";
import { links } from "~/lib/links";
import { escaped } from "~/lib/xml";

/** A site map may name 50,000 addresses; each page is named once a language. */
const MOST_SYMBOLS = 8_000;
const MOST_DRAFTS = 100;

type Page = { at: (language: Language) => string; changed?: Date };
const FIXED: Page[] = [
  links.home,
  links.status,
  links.timeline,
  meetingLinks.all,
  links.templates,
  links.submissions,
  draftLinks.all,
  links.verify,
  links.about,
  links.accessibility,
].map((at) => ({ at: (language) => at(language) }));

/** `/sitemap.xml`: every public page in each language, each naming the others. */
export const loader = publicLoader({}, async ({ ctx, world }) => {
  const [templates, { coming, past }, symbols, drafts] = await Promise.all([
    listTemplates(ctx),
    listMeetings(ctx),
    listSymbols(ctx, MOST_SYMBOLS),
    listDraftAddresses(ctx, MOST_DRAFTS),
  ]);
  const pages: Page[] = [
    ...FIXED,
    ...templates.map(({ template }) => ({ at: (language: Language) => links.template(language, template) })),
    ...[...coming, ...past].map(({ id }) => ({ at: (language: Language) => meetingLinks.one(language, id) })),
    ...drafts.map(({ document, number, openedAt }) => ({
      at: (language: Language) => draftLinks.one(language, document, number),
      changed: openedAt,
    })),
    ...symbols.map(({ symbol, publishedAt }) => ({ at: (language: Language) => links.submission(language, symbol), changed: publishedAt })),
  ];
  const entry = ({ at, changed }: Page): string[] => {
    const alternates = LANGUAGES.map((language) => `<xhtml:link rel="alternate" hreflang="${language}" href="${escaped(world.origin + at(language))}"/>`).join(
      "",
    );
    const since = changed ? `<lastmod>${changed.toISOString()}</lastmod>` : "";
    return LANGUAGES.map((language) => `<url><loc>${escaped(world.origin + at(language))}</loc>${since}${alternates}</url>`);
  };
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${pages.flatMap(entry).join("\n")}</urlset>\n`;
  return new Response(body, { headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=3600" } });
});
