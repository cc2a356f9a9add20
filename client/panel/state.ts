/** What the reader did with the page: which items are unfolded, how the table is sorted, where it is scrolled to. */
import type { ChecklistReport } from "../../server/src/protocol.ts";
import type { PageState, Sort, Tab } from "../src/checklist/panel/messages.ts";

/** Functions whose unfolded items are remembered. */
const remembered = 20;

const fresh: PageState = { selected: null, tab: "checklist", unfolded: {}, sort: "failing", scroll: 0 };

export class PageStore {
  #state: PageState;
  readonly #keep: (state: PageState) => void;
  /** Lists of which all is shown, until the page is left. */
  readonly #expanded = new Set<string>();

  /** @param saved what `keep` was given before the page was last closed; undefined at first */
  constructor(saved: unknown, keep: (state: PageState) => void) {
    this.#state = { ...fresh, ...(saved as Partial<PageState> | undefined) };
    this.#keep = keep;
  }

  get state(): PageState {
    return this.#state;
  }

  /** Another subject is read from its beginning. @returns whether it is another */
  select(selected: string | null): boolean {
    const isAnother = selected !== this.#state.selected;
    if (isAnother) this.#become({ selected, scroll: 0 });
    return isAnother;
  }

  /** The first time that a function is seen its failing items are unfolded; afterwards only the reader folds and unfolds. */
  meet({ id, items }: ChecklistReport): void {
    if (this.#state.unfolded[id]) return;
    const unfolded = items.filter(({ status, isContradicted }) => status === "failing" || isContradicted);
    this.#unfold(
      id,
      unfolded.map((item) => item.id),
    );
  }

  isUnfolded(id: string, item: string): boolean {
    return this.#state.unfolded[id]?.includes(item) ?? false;
  }

  fold(id: string, item: string, isOpen: boolean): void {
    if (this.isUnfolded(id, item) === isOpen) return;
    const others = (this.#state.unfolded[id] ?? []).filter((each) => each !== item);
    this.#unfold(id, isOpen ? [...others, item] : others);
  }

  sort(sort: Sort): void {
    this.#become({ sort });
  }

  /** The other side is read from its beginning, too. */
  turn(tab: Tab): void {
    this.#become({ tab });
  }

  scrolled(scroll: number): void {
    this.#become({ scroll });
  }

  isExpanded(list: string): boolean {
    return this.#expanded.has(list);
  }

  toggleExpanded(list: string): void {
    if (!this.#expanded.delete(list)) this.#expanded.add(list);
  }

  #unfold(id: string, items: readonly string[]): void {
    const { [id]: _, ...others } = this.#state.unfolded;
    const kept = Object.entries(others).slice(-remembered + 1);
    this.#become({ unfolded: { ...Object.fromEntries(kept), [id]: items } });
  }

  #become(change: Partial<PageState>): void {
    this.#state = { ...this.#state, ...change };
    this.#keep(this.#state);
  }
}
