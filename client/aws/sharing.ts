/** How requests share what is scarce: the number that is under way at once, and answers that hold for all functions. */

/** Runs tasks, at most so many at once, in the order they come. */
export type Limit = <Value>(task: () => Promise<Value>) => Promise<Value>;

export function limit(most: number): Limit {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      // Whoever waits takes the place over.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/**
 * An answer that is loaded once for all who ask, and again when it is older than its lifetime; a failure is not kept.
 * @param lifetime Milliseconds, as what `now` tells.
 */
export function kept<Value>(load: () => Promise<Value>, lifetime: number, now: () => number): (signal: AbortSignal) => Promise<Value> {
  let current: { readonly at: number; readonly answer: Promise<Value> } | undefined;
  return (signal) => {
    if (!current || now() - current.at > lifetime) {
      const loading = { at: now(), answer: load() };
      current = loading;
      loading.answer.catch(() => {
        if (current === loading) current = undefined;
      });
    }
    return unlessAborted(current.answer, signal);
  };
}

/** The answer, or the signal's reason when it is aborted first: others may still wait for the answer. */
function unlessAborted<Value>(answer: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
