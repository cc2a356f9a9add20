/** Long work in turns, between which messages are read. */

/** Milliseconds of work between two turns of the event loop: a key that is typed meanwhile waits no longer. */
const TURN = 15;

export class Turns {
  #begun = performance.now();

  /** Lets others go first where the turn is over. */
  async giveWay(): Promise<void> {
    if (performance.now() - this.#begun < TURN) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#begun = performance.now();
  }
}
