/** Where the browser finds the texts of pages that are read apart from the author's form: those of the secretariat, of meetings, and of drafts that are out for comment. */
export const deskTexts = import.meta.glob<Record<string, unknown>>(
  "/locales/*/{desk,audit,readings,queue,outreach,compilation,coding,documents,meetings,negotiations,synthesis,translations,gallery}.json",
  {
    import: "default",
  },
);
