/** What every part of the page draws from. */
import type { TemplateResult } from "lit";
import type { FromPage, Shown } from "../../src/checklist/panel/messages.ts";
import type { PanelStrings } from "../../src/checklist/panel/strings.ts";
import type { PageStore } from "../state.ts";

export interface View {
  readonly shown: Shown;
  readonly strings: PanelStrings;
  /** The last change of the score, for screen readers. */
  readonly said: string;
  readonly store: PageStore;
  send(message: FromPage): void;
  /** After the reader changed something in the store. */
  redraw(): void;
}

/** A part of the page; a string where there is only text, `nothing` where it is left out. */
export type Part = TemplateResult | TemplateResult[] | symbol | string;
