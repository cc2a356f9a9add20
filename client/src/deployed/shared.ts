/** One question that several wait for: it is cancelled when nobody does any more. */
export class Shared<T> {
  readonly #controller = new AbortController();
  readonly #answer: Promise<T>;
  #waiting = 0;

  constructor(ask: (signal: AbortSignal) => Promise<T>) {
    this.#answer = ask(this.#controller.signal);
    // Those who wait hear of it; where nobody does, it is nobody's error.
    this.#answer.catch(() => undefined);
  }

  /** Nobody may wait for it any more. */
  get isCancelled(): boolean {
    return this.#controller.signal.aborted;
  }

  /** The answer; rejects with the signal's reason once that is aborted. */
  async wait(signal?: AbortSignal): Promise<T> {
    this.#waiting += 1;
    try {
      return await unlessAborted(this.#answer, signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#controller.abort();
    }
  }
}

/** What a promise comes to, unless the signal is aborted before. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
