import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the portal asks for, as whoever words sentences anew reads it. */
export type AskedWording = {
  version: number;
  language: string;
  chapter: string;
  sentences: { id: string; text: string; quotes: { text: string; language: string; kind: string }[] }[];
};
type Answering = (asked: AskedWording, response: ServerResponse, request: IncomingMessage) => void;
export type WordingProvider = { url: string; asked: AskedWording[]; raw: string[]; answer: (how: Answering) => void; stop: () => Promise<void> };

/** Answers with a text for each sentence. */
export const wordingEach =
  (word: (text: string, index: number) => string): Answering =>
  ({ sentences }, response) =>
    void response.end(JSON.stringify({ sentences: sentences.map(({ id, text }, index) => ({ id, text: word(text, index) })) }));

/** Where the portal under test looks for it: a port of its own beside the portal's. */
export const wordingPort = (portal: number): number => portal + 20_000;

/** A server of its own that words sentences anew as it is told to; everything it was sent is kept. */
export async function startWordingProvider(at = 0): Promise<WordingProvider> {
  let answering = wordingEach((text) => text);
  const [asked, raw]: [AskedWording[], string[]] = [[], []];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      raw.push(JSON.stringify([request.url, request.headers, body]));
      const read = body === "" ? { version: 0, language: "", chapter: "", sentences: [] } : (JSON.parse(body) as AskedWording);
      asked.push(read);
      answering(read, response, request);
    });
  });
  await new Promise<void>((listening) => server.listen(at, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise<void>((stopped) => (server.closeAllConnections(), server.close(() => stopped())));
  return { url: `http://127.0.0.1:${port}/words`, asked, raw, answer: (how) => void (answering = how), stop };
}
