/** Where the browser finds the texts of pages that only the secretariat opens. */
export const deskTexts = import.meta.glob<Record<string, unknown>>(
  "/locales/*/{desk,audit,readings,queue,outreach,compilation,coding,documents,translations,gallery}.json",
  {
    import: "default",
  },
);
