import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { Socket } from "node:net";
import { LANGUAGES, SOURCE_LANGUAGE, type Language } from "~/lib/languages";
import { log } from "~/platform/log.server";
import { securityHeaders } from "./headers.server";
import { problemBody } from "./problem.server";

/** All headers of a request together. */
export const MAX_HEADER_BYTES = 16_384;

const CODES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "request.headers_too_large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "request.headers_too_large",
  ERR_HTTP_REQUEST_TIMEOUT: "request.timeout",
};

/** Answers what never becomes a request (oversized headers, no HTTP at all) as every other refusal: with a code and in words. */
export function answerUnreadable(server: Server, { https }: { https: boolean }): void {
  server.on("clientError", (error: Error & { code?: string; rawPacket?: Buffer }, socket) => {
    if (error.code === "ECONNRESET" || !socket.writable || hasAnswered(socket as Socket)) return void socket.destroy();
    const body = problemBody({ code: CODES[error.code ?? ""] ?? "request.malformed" }, languageIn(error.rawPacket));
    const text = JSON.stringify(body);
    const requestId = randomUUID();
    log.info({ requestId, code: body.code }, "unreadable request");
    const head = [
      `HTTP/1.1 ${body.status} Refused`,
      "Content-Type: application/problem+json; charset=utf-8",
      `Content-Length: ${Buffer.byteLength(text)}`,
      "Cache-Control: no-store",
      "Connection: close",
      `X-Request-Id: ${requestId}`,
      ...Object.entries(securityHeaders(null, { https, dev: false })).map(([name, value]) => `${name}: ${value}`),
    ];
    socket.end(`${head.join("\r\n")}\r\n\r\n${text}`);
  });
}

/** An answer that is under way would be spoiled by a second one. */
const hasAnswered = (socket: Socket): boolean => {
  const { _httpMessage: answer } = socket as Socket & { _httpMessage?: { headersSent: boolean } };
  return answer?.headersSent ?? false;
};

/** The language of the address, as far as it arrived, or the one the address asks for. */
function languageIn(packet: Buffer | undefined): Language {
  const [line = ""] = (packet?.toString("latin1", 0, 2_000) ?? "").split("\r\n");
  return LANGUAGES.find((language) => new RegExp(`^[A-Z]+ (?:/${language}[/.? ]|\\S*[?&]lang=${language}(?:&| |$))`).test(line)) ?? SOURCE_LANGUAGE;
}
