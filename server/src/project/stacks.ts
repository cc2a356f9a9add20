/** The templates of a project, and the stacks they make; each is read again only when something it was made from changes. */
import type { Infrastructure } from "../infrastructure/infrastructure.ts";
import type { Stack, Template } from "../model/infrastructure.ts";

const NOTHING: Infrastructure = {
  stacks: [],
  functions: [],
  functionsOf: () => [],
  functionOf: () => undefined,
  resources: () => [],
  named: () => [],
  referrers: () => [],
  isDeadLetter: () => false,
  statements: () => [],
};

export class Stacks {
  templates(): readonly Template[] {
    return [];
  }

  template(path: string): Template | undefined {
    return this.templates().find((each) => each.path === path);
  }

  /** The stacks in which the file is a template. */
  of(path: string): readonly Stack[] {
    return this.infrastructure().stacks.filter((stack) => stack.templates.some((each) => each.path === path));
  }

  infrastructure(): Infrastructure {
    return NOTHING;
  }
}
