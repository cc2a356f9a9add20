/**
 * What is known of deployed functions, as evidence for checklists. It is kept apart from what code and templates say: a notification of the
 * client looks at no code again, and an edit in code asks AWS nothing.
 */
import { isDeepStrictEqual } from "node:util";
import type { KeptSign, Observed, ObservedFinding } from "./checklist/assess.ts";
import { driftSigns } from "./checklist/deployed/drift.ts";
import type { DeployedSign } from "./checklist/deployed/sign.ts";
import type { Item } from "./checklist/item.ts";
import { driftOf } from "./deployed/drift.ts";
import { judge } from "./deployed/judge.ts";
import { memoryAdvice } from "./deployed/memoryAdvice.ts";
import type { Infrastructure } from "./infrastructure/infrastructure.ts";
import type { DeployedFunction } from "./model/deployed.ts";
import type { FunctionResource } from "./model/infrastructure.ts";
import type { DeployedParams } from "./protocol.ts";
import type { ChecklistItem, Rule } from "./rules/rule.ts";
import { spotOf } from "./saidFindings.ts";
import type { Settings } from "./settings.ts";

export interface DeployedEvidenceOptions {
  readonly rules: readonly Rule[];
  readonly items: readonly Item[];
  readonly log: (message: string) => void;
}

/** What a function of the workspace is observed with, besides what is deployed. */
export interface DeployedSurroundings {
  /** Undefined for a handler that no template names. */
  readonly resource: FunctionResource | undefined;
  readonly infrastructure: Infrastructure;
  readonly settings: Settings;
}

export type ObservedByItem = ReadonlyMap<ChecklistItem, Observed>;

interface Known {
  /** Several for several stages. */
  readonly functions: readonly DeployedFunction[];
  /** What was seen last, and with what. */
  last?: { readonly around: DeployedSurroundings; readonly observed: ObservedByItem };
}

export class DeployedEvidence {
  readonly #options: DeployedEvidenceOptions;
  readonly #faulty = new Set<string>();
  #known = new Map<string, Known>();

  constructor(options: DeployedEvidenceOptions) {
    this.#options = options;
  }

  /** Functions of the workspace of which something is known. */
  get ids(): readonly string[] {
    return [...this.#known.keys()];
  }

  /** Takes what is deployed now, instead of all that was known. @returns ids of the workspace of which something else is known now */
  replace(told: DeployedParams["functions"]): ReadonlySet<string> {
    const before = this.#known;
    const now = new Map<string, DeployedFunction[]>();
    for (const { id, deployed } of told) now.set(id, [...(now.get(id) ?? []), deployed]);
    const isSame = (id: string): boolean => isDeepStrictEqual(before.get(id)?.functions, now.get(id));
    const touched = new Set([...before.keys(), ...now.keys()].filter((id) => !isSame(id)));
    this.#known = new Map(
      [...now].map(([id, functions]) => [id, touched.has(id) ? { functions } : (before.get(id) ?? { functions })] as const),
    );
    return touched;
  }

  /** @param id of the workspace @returns undefined where nothing is known of it */
  of(id: string, around: () => DeployedSurroundings): ObservedByItem | undefined {
    const known = this.#known.get(id);
    if (!known) return undefined;
    const now = around();
    const { last } = known;
    if (last && isAround(last.around, now)) return last.observed;
    const observed = this.#observe(known.functions, now);
    known.last = { around: now, observed };
    return observed;
  }

  #observe(functions: readonly DeployedFunction[], around: DeployedSurroundings): ObservedByItem {
    const each = functions.map((deployed) => this.#observeOne(deployed, around));
    const isOne = each.length === 1;
    const observed = this.#options.items.map(({ id }): [ChecklistItem, Observed] => {
      const own = each.map(({ name, findings, signs }) => ({ name, findings: findings.get(id) ?? [], signs: signs.get(id) ?? [] }));
      // What holds of one stage and not of the others proves nothing of the function.
      const isProven = own.every(({ signs }) => signs.some(({ says }) => says === "proves"));
      const named = <T extends { readonly message: string }>(name: string, one: T): T =>
        isOne ? one : { ...one, message: `${name}: ${one.message}` };
      return [
        id,
        {
          findings: own.flatMap(({ name, findings }) => findings.map((one) => named(name, one))),
          oks: [],
          signs: own.flatMap(({ name, signs }) => signs.map((one) => named(name, keptSign(one, isProven)))),
        },
      ];
    });
    return new Map(observed.filter(([, { findings, signs }]) => findings.length + signs.length > 0));
  }

  #observeOne(deployed: DeployedFunction, { resource, infrastructure, settings }: DeployedSurroundings) {
    const { rules, items } = this.#options;
    const judged = judge(
      { deployed, resource },
      { rules, settings, onFault: (rule, error) => this.#fault(`The rule ${rule.id} failed on a deployed function`, error) },
    );
    const findings = new Map<ChecklistItem, ObservedFinding[]>();
    for (const { rule, severity, message, place } of judged.findings) {
      if (typeof rule.checklist !== "string") continue;
      const found = { rule: rule.id, severity, message, spot: place && spotOf(place) };
      findings.set(rule.checklist, [...(findings.get(rule.checklist) ?? []), found]);
    }
    const drift = resource ? this.#tried("The comparison of templates", [], () => driftOf(resource, deployed).drift) : [];
    const advice = this.#tried("The advice on memory", null, () => memoryAdvice(deployed));
    const context = { resource, infrastructure, drift, advice };
    const signs = new Map(
      items.map((item) => {
        const seen = this.#tried(`The checklist item ${item.id}`, [], () => item.deployed?.(deployed, context) ?? []);
        return [item.id, [...seen, ...driftSigns(item.id, drift)]] as const;
      }),
    );
    return { name: deployed.name, findings, signs };
  }

  /** What fails is told once and sees nothing; everything else goes on. */
  #tried<T>(what: string, nothing: T, make: () => T): T {
    try {
      return make();
    } catch (error) {
      this.#fault(`${what} failed on a deployed function`, error);
      return nothing;
    }
  }

  #fault(message: string, error: unknown): void {
    if (this.#faulty.has(message)) return;
    this.#faulty.add(message);
    this.#options.log(`${message}; everything else goes on. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

function keptSign({ says, message, place }: DeployedSign, isProven: boolean): KeptSign {
  return { says: isProven ? says : "supports", kind: "deployed", message, spot: place && spotOf(place) };
}

function isAround(one: DeployedSurroundings, other: DeployedSurroundings): boolean {
  return one.resource === other.resource && one.infrastructure === other.infrastructure && one.settings === other.settings;
}
