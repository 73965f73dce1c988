// Message types of the PostgreSQL protocol that matter for taking turns.
const QUERY = 0x51; // "Q": a simple query, complete in itself
const SYNC = 0x53; // "S": ends what Parse, Bind, Describe and Execute began
const TERMINATE = 0x58; // "X"
const EXTENDED = new Set([..."PBDECHdcf"].map((letter) => letter.charCodeAt(0)));
const SYNC_MESSAGE = new Uint8Array([SYNC, 0, 0, 0, 4]);

/**
 * Gives the connections of the socket server their turns at the one session PGlite has. A connection keeps its turn from
 * the first message of an extended query until Sync, and from BEGIN until the transaction ends: the server's own queue
 * changes over between messages, so that one connection's unnamed statement replaces another's before it is executed
 * (docs/decisions/0004). A connection that goes away in the middle is rolled back. Same interface as the queue it replaces.
 */
export class PipelineQueue {
  #db;
  #waiting = [];
  #running = false;
  /** The connection whose turn it is until its pipeline or transaction ends. */
  #owner = null;
  #pipelineIsOpen = false;

  constructor(db) {
    this.#db = db;
  }

  /** Runs one protocol message when it is the connection's turn; resolves to the number of bytes answered. */
  enqueue(handlerId, message, onData) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ handlerId, run: () => this.#send(handlerId, message, onData), resolve, reject });
      void this.#work();
    });
  }

  getQueueLength() {
    return this.#waiting.length;
  }

  /** Drops what a connection that went away still wanted. */
  clearQueueForHandler(handlerId) {
    const dropped = this.#waiting.filter((item) => item.handlerId === handlerId);
    this.#waiting = this.#waiting.filter((item) => item.handlerId !== handlerId);
    for (const { reject } of dropped) reject(new Error("the connection was closed"));
  }

  /** Ends what a connection that went away left open, and lets the others go on. */
  clearTransactionIfNeeded(handlerId) {
    return new Promise((resolve, reject) => {
      this.#waiting.unshift({ handlerId, run: () => this.#abandon(handlerId), resolve, reject });
      void this.#work();
    });
  }

  async #work() {
    if (this.#running) return;
    this.#running = true;
    for (let next = this.#take(); next; next = this.#take()) {
      try {
        next.resolve(await next.run());
      } catch (error) {
        next.reject(error);
      }
    }
    this.#running = false;
  }

  #take() {
    const index = this.#owner === null ? 0 : this.#waiting.findIndex((item) => item.handlerId === this.#owner);
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }

  async #send(handlerId, message, onData) {
    const [type] = message;
    if (type === TERMINATE) return 0;
    let bytes = 0;
    // Held before the message runs: it fails with the pipeline still open, and only its own Sync ends that.
    if (EXTENDED.has(type)) this.#pipelineIsOpen = true;
    this.#owner = handlerId;
    try {
      await this.#db.runExclusive(() =>
        this.#db.execProtocolRawStream(message, {
          onRawData: (data) => {
            bytes += data.length;
            onData(data);
          },
        }),
      );
    } finally {
      if (type === SYNC || type === QUERY) this.#pipelineIsOpen = false;
      this.#release();
    }
    return bytes;
  }

  async #abandon(handlerId) {
    if (this.#owner !== handlerId) return;
    if (this.#pipelineIsOpen) await this.#db.runExclusive(() => this.#db.execProtocolRawStream(SYNC_MESSAGE, { onRawData: () => undefined }));
    this.#pipelineIsOpen = false;
    if (this.#db.isInTransaction()) await this.#db.exec("ROLLBACK");
    this.#owner = null;
  }

  #release() {
    if (!this.#pipelineIsOpen && !this.#db.isInTransaction()) this.#owner = null;
  }
}
