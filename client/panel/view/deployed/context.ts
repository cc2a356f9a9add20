/** What the parts about the deployed function draw from. */
import type { DeployedAction, DeployedShown, DeployedSubject } from "../../../src/checklist/panel/deployedShown.ts";
import type { DeployedStrings } from "../../../src/checklist/panel/deployedStrings.ts";
import { type Format, formatOf } from "../../../src/deployed/format.ts";
import type { View } from "../view.ts";

export interface DeployedContext {
  readonly view: View;
  readonly shown: DeployedShown;
  readonly strings: DeployedStrings;
  readonly format: Format;
  readonly locale: string;
  act(action: DeployedAction): void;
}

/** The context of a page that shows figures. */
export interface SubjectContext extends DeployedContext {
  readonly subject: DeployedSubject;
  /** `24 hours` */
  readonly window: string;
}

export function contextOf(view: View, shown: DeployedShown): DeployedContext {
  const strings = view.strings.deployed;
  const locale = document.documentElement.lang || "en";
  return {
    view,
    shown,
    strings,
    locale,
    format: formatOf(locale, strings.noData),
    act: (action) => view.send({ type: "deployed", ...action }),
  };
}
