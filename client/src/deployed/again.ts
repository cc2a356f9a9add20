/** Work that is done once at a time; what is asked for while it runs is done once more after it. */
export class Again {
  readonly #work: () => Promise<void>;
  #running: Promise<void> | undefined;
  #isDue = false;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Settles when the work was done that began after this call. */
  run(): Promise<void> {
    this.#isDue = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#isDue) {
        this.#isDue = false;
        await this.#work();
      }
    } finally {
      this.#running = undefined;
    }
  }
}
