/** Text kept in the properties of a document: both Word and LibreOffice keep these, in pieces no longer than Word allows. */

/** Properties are called so, with their number after it. */
export const HIDDEN_PROPERTY = "portal-form";
/** Word holds 255 characters in a property. */
const LONGEST = 240;

/** The pieces of a text, each of a length a property may have; only letters of ASCII, which no program changes. */
export function piecesOf(text: string): string[] {
  const encoded = Buffer.from(text, "utf8").toString("base64");
  return encoded.match(new RegExp(`.{1,${LONGEST}}`, "g")) ?? [];
}

/** The text of properties by name, "" where there is none. */
export function textOfPieces(properties: ReadonlyMap<string, string>): string {
  const pieces: string[] = [];
  for (let piece = properties.get(`${HIDDEN_PROPERTY}-1`); piece !== undefined; piece = properties.get(`${HIDDEN_PROPERTY}-${pieces.length + 1}`))
    pieces.push(piece);
  return Buffer.from(pieces.join(""), "base64").toString("utf8");
}
