/** One line on standard error that tells how far the work has come; nothing where nobody watches. */
import type { WriteStream } from "node:tty";

/** Milliseconds between two changes of the line. */
const INTERVAL = 100;

export class Progress {
  readonly #stream: WriteStream;
  #shownAt = Number.NEGATIVE_INFINITY;
  #isShown = false;

  constructor(stream: WriteStream) {
    this.#stream = stream;
  }

  show(message: string): void {
    if (!this.#stream.isTTY) return;
    const now = performance.now();
    if (now - this.#shownAt < INTERVAL) return;
    this.#shownAt = now;
    this.#isShown = true;
    this.#stream.write(`\r\u001b[K${message.slice(0, (this.#stream.columns ?? 80) - 1)}`);
  }

  /** A line that stays. */
  print(line: string): void {
    this.clear();
    this.#stream.write(`${line}\n`);
  }

  clear(): void {
    if (this.#isShown) this.#stream.write("\r\u001b[K");
    this.#isShown = false;
  }
}
