/** What is deployed, so that a function of the workspace meets those that may be it and not a thousand others. */
import type { DeployedIdentity } from "../../protocol/deployed.ts";
import { type MadeName, madeName } from "./logicalId.ts";

export interface Listed extends DeployedIdentity {
  /** What CloudFormation made its name of, where tags do not tell. */
  readonly made: MadeName | undefined;
}

export class Account {
  readonly #byLogicalId = new Map<string, Listed[]>();
  /** Without tags of CloudFormation. */
  readonly #untagged: Listed[] = [];
  readonly #cut: Listed[] = [];

  constructor(deployed: readonly DeployedIdentity[]) {
    for (const each of deployed) {
      const isTagged = each.logicalId !== undefined;
      const listed = { ...each, made: isTagged ? undefined : madeName(each.name) };
      if (!isTagged) this.#untagged.push(listed);
      if (listed.made?.isCut) this.#cut.push(listed);
      const logicalId = each.logicalId ?? listed.made?.logicalId;
      if (logicalId === undefined) continue;
      const same = this.#byLogicalId.get(logicalId);
      if (same) same.push(listed);
      else this.#byLogicalId.set(logicalId, [listed]);
    }
  }

  /** @param isNamed the function may be known by its name alone */
  candidates(logicalIds: readonly string[], isNamed: boolean): ReadonlySet<Listed> {
    const found = new Set(logicalIds.flatMap((id) => this.#byLogicalId.get(id) ?? []));
    if (logicalIds.length > 0) for (const each of this.#cut) found.add(each);
    if (isNamed) for (const each of this.#untagged) found.add(each);
    return found;
  }
}
