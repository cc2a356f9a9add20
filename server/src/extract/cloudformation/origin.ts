/** What the writer of CloudFormation and SAM needs to know of a resource: where and in which words it is written. */
import type { DataDocument, MapNode, ScalarNode } from "../../parse/data.ts";

export interface DataOrigin {
  readonly document: DataDocument;
  /**
   * `resource`: an entry of `Resources`. `event`: an entry of a SAM resource's `Events`. `property`: a property of a SAM resource
   * that stands for a resource (`FunctionUrlConfig`, `AutoPublishAlias`, `Policies`). `implicit`: nobody wrote it (SAM's
   * `ServerlessRestApi`); it is configured by `Globals`.
   */
  readonly kind: "resource" | "event" | "property" | "implicit";
  /** As written: `AWS::Serverless::Function`, `SQS`; of a property its name. */
  readonly type: string;
  /** The logical id, the event's name or the property's; null where nobody wrote one. */
  readonly key: ScalarNode | null;
  /** The resource's or event's map, or the property's value where that is a map. */
  readonly body: MapNode | null;
  /** The map that properties are written into; null where it is missing (half a resource, `Events: {Tick: {Type: Api}}`) or not a map. */
  readonly properties: MapNode | null;
  /**
   * Where a property is written otherwise than it is called in CloudFormation: path by path, dots between (`TracingConfig.Mode` →
   * `Tracing`; items of lists by number, `Targets.0.DeadLetterConfig` → `DeadLetterConfig`). The longest path that begins one's own counts.
   * Null: it cannot be written there.
   */
  readonly words: ReadonlyMap<string, string | null>;
  /** The `Resources` that it belongs to: where others are added. */
  readonly resources: MapNode | null;
  /** What `Globals` says for resources of its type. */
  readonly globals: MapNode | null;
  /** Its text came by an alias or merge key: others share it. */
  readonly isShared: boolean;
}

/** The origin of a resource that was read by CloudFormation's reader; undefined for those of others. */
export function dataOrigin(resource: { readonly origin: unknown }): DataOrigin | undefined {
  const origin = resource.origin;
  return origin !== null && typeof origin === "object" && "document" in origin && "words" in origin ? (origin as DataOrigin) : undefined;
}
