/** Calls that wait for an answer and take the longest time they wait. */

export interface Waiting {
  /** The keyword or field with the time. */
  readonly parameter: string;
  /** Index of the map that holds the field; null for keyword arguments; the time itself where `parameter` is empty. */
  readonly index: number | null;
  readonly unit: "seconds" | "milliseconds";
}

const TABLE: readonly (readonly [RegExp, Waiting])[] = [
  [/^pypi:requests\.(get|post|put|patch|delete|head|options|request)$/, { parameter: "timeout", index: null, unit: "seconds" }],
  [
    /^pypi:requests\.(sessions\.)?[Ss]ession\(\)\.(get|post|put|patch|delete|head|request)$/,
    { parameter: "timeout", index: null, unit: "seconds" },
  ],
  [/^pypi:httpx\.(get|post|put|patch|delete|head|request|Client|AsyncClient)$/, { parameter: "timeout", index: null, unit: "seconds" }],
  [/^pypi:urllib\.request\.urlopen$/, { parameter: "timeout", index: null, unit: "seconds" }],
  [/^pypi:botocore\.(config|client)\.Config$/, { parameter: "read_timeout", index: null, unit: "seconds" }],
  [/^npm:axios(\.create)?$/, { parameter: "timeout", index: 0, unit: "milliseconds" }],
  [/^npm:axios\.(get|delete|head|options)$/, { parameter: "timeout", index: 1, unit: "milliseconds" }],
  [/^npm:axios\.(post|put|patch)$/, { parameter: "timeout", index: 2, unit: "milliseconds" }],
  [/^global:AbortSignal\.timeout$/, { parameter: "", index: 0, unit: "milliseconds" }],
];

/** What the function of a qualified name waits for; undefined where it takes no time. */
export function waitingOf(name: string): Waiting | undefined {
  return TABLE.find(([pattern]) => pattern.test(name))?.[1];
}
