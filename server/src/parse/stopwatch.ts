/** Tells when the time for a piece of work is up. */

/**
 * Time in which others had the processor does not count where the runtime can tell it: on a busy build server a small file
 * would otherwise be left out of one run and checked in the next.
 * @param clock and cpu are given by tests.
 */
export function stopwatch(milliseconds: number, clock: () => number = () => performance.now(), cpu = threadTime): () => boolean {
  const until = clock() + milliseconds;
  const spent = cpu();
  return () => {
    if (clock() <= until) return false;
    const now = cpu();
    return now === undefined || spent === undefined || now - spent > milliseconds;
  };
}

/**
 * Milliseconds this thread has run. Before Node 23.9 (desktop VS Code's) those of the whole process, which are more and so
 * never too generous; undefined where neither is known (in a browser).
 */
function threadTime(): number | undefined {
  const usage = globalThis.process?.threadCpuUsage?.() ?? globalThis.process?.cpuUsage?.();
  return usage === undefined ? undefined : (usage.user + usage.system) / 1000;
}
