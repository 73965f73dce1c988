import { describe, expect, it, vi } from "vitest";
import { eventStream, type SendEvent } from "./event-stream.server";

function open() {
  const done = vi.fn();
  let parts: { send: SendEvent; end: () => void } | null = null;
  const { body } = eventStream((send, end) => ((parts = { send, end }), done));
  const { send, end } = parts!;
  return { reader: body!.getReader(), send, end, done };
}
const textOf = ({ value }: { value?: Uint8Array | undefined }): string => new TextDecoder().decode(value);

describe("a stream of events", () => {
  it("sends what is said, in order, and ends when told to", async () => {
    const { reader, send, end, done } = open();
    send("saved", { question: "B1" });
    expect(textOf(await reader.read())).toBe("retry: 5000\n\n");
    expect(textOf(await reader.read())).toBe('event: saved\ndata: {"question":"B1"}\n\n');
    end();
    end();
    expect(await reader.read()).toEqual({ done: true, value: undefined });
    expect(done).toHaveBeenCalledTimes(1);
  });

  it("is over once its reader leaves: nothing is sent after, nothing fails", async () => {
    const { reader, send, end, done } = open();
    await reader.cancel();
    expect(done).toHaveBeenCalledTimes(1);
    send("saved", {});
    end();
    expect(done).toHaveBeenCalledTimes(1);
  });

  it("gives up a reader who takes nothing", async () => {
    const { reader, send, done } = open();
    for (let count = 0; count < 200; count++) send("here", []);
    expect(done).toHaveBeenCalledTimes(1);
    await reader.cancel();
  });
});
