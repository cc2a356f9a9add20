/** Every resource of a section in CloudFormation's words, those included that SAM makes. */
import { property, textOf } from "../../model/expressions.ts";
import { CODE_PATH, type MapExpression, type Resource } from "../../model/infrastructure.ts";
import { connected } from "./connectors.ts";
import { operationsOf } from "./openapi.ts";
import { IMPLICIT_APIS } from "./sam/apiEvents.ts";
import { implicitApi, readApi, readWebSocketApi } from "./sam/apis.ts";
import { readFunction } from "./sam/function.ts";
import { readLayer, readSimpleTable, readStateMachine } from "./sam/others.ts";
import { bodyOf, propertiesOf, resourceOf, type Section, type Written, writtenIn } from "./section.ts";
import { wordsOf } from "./words.ts";

/** Reads one kind of resource; the resource itself comes first, those made from it follow. */
type Reader = (written: Written) => readonly Resource[];

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["AWS::Serverless::Function", readFunction],
  ["AWS::Serverless::Api", readApi],
  ["AWS::Serverless::HttpApi", readApi],
  ["AWS::Serverless::WebSocketApi", readWebSocketApi],
  ["AWS::Serverless::StateMachine", readStateMachine],
  ["AWS::Serverless::SimpleTable", readSimpleTable],
  ["AWS::Serverless::LayerVersion", readLayer],
  ["AWS::Lambda::Function", (written) => [packaged(written, "Code")]],
  ["AWS::Lambda::LayerVersion", (written) => [packaged(written, "Content")]],
]);

export function readResources(section: Section): readonly Resource[] {
  const found: Resource[] = [];
  const described: Resource[] = [];
  for (const written of writtenIn(section)) {
    const resources = (readers.get(written.type) ?? readPlain)(written);
    found.push(...resources);
    const [first] = resources;
    if (first?.type === "AWS::ApiGateway::RestApi" || first?.type === "AWS::ApiGatewayV2::Api")
      described.push(...operationsOf(first, written));
  }
  const all = [...found, ...withoutEvents(described, found), ...implicitApis(section, found)];
  return withConnections(section, all);
}

/** Operations that no event states as well. */
function withoutEvents(operations: readonly Resource[], events: readonly Resource[]): readonly Resource[] {
  const known = new Set(events.map(routeOf));
  return operations.filter((operation) => !known.has(routeOf(operation)));
}

function routeOf(resource: Resource): string | undefined {
  const route = ["HttpMethod", "Path", "RouteKey"].map((name) => textOf(property(resource, name)) ?? "").join(" ");
  const api = property(resource, "RestApiId") ?? property(resource, "ApiId");
  return api?.kind === "reference" ? `${api.id} ${route}` : undefined;
}

function readPlain(written: Written): readonly Resource[] {
  return [resourceOf(written, written.type, propertiesOf(written))];
}

/** `aws cloudformation package` takes a path where CloudFormation has a map. */
function packaged(written: Written, name: string): Resource {
  const properties = propertiesOf(written);
  const code = property(properties, name);
  if (code === undefined || code.kind === "map" || code.kind === "choice") return resourceOf(written, written.type, properties);
  const entries = new Map([...properties.entries].map(([key, entry]) => [key === name ? CODE_PATH : key, entry] as const));
  return resourceOf(written, written.type, { ...properties, entries }, wordsOf({ [CODE_PATH]: name }));
}

/** Roles of functions with a connector allow more than they say. */
function withConnections(section: Section, resources: readonly Resource[]): readonly Resource[] {
  const ids = connected(section);
  if (ids.size === 0) return resources;
  const roles = new Set<string>();
  for (const resource of resources) {
    const role = ids.has(resource.id) ? (property(resource, "Role") ?? property(resource, "RoleArn")) : undefined;
    if (role?.kind === "reference") roles.add(role.id);
  }
  return resources.map((one) => (roles.has(one.id) && one.owner === null ? { ...one, properties: opened(one.properties) } : one));
}

function opened(role: MapExpression): MapExpression {
  const entries = new Map(role.entries);
  for (const name of ["Policies", "ManagedPolicyArns"]) {
    const entry = entries.get(name);
    const list = entry?.value ?? { kind: "list", items: [], isOpen: true, place: role.place };
    entries.set(name, { key: entry?.key ?? role.place, value: list.kind === "list" ? { ...list, isOpen: true } : list });
  }
  return { ...role, entries };
}

/** The APIs that SAM makes for events which name none. */
function implicitApis(section: Section, resources: readonly Resource[]): readonly Resource[] {
  return (["Api", "HttpApi"] as const).flatMap((kind) => {
    const id = IMPLICIT_APIS[kind];
    const first = resources.find((resource) => {
      const api = resource.owner === null ? undefined : (property(resource, "RestApiId") ?? property(resource, "ApiId"));
      return api?.kind === "reference" && api.id === id;
    });
    return first === undefined || bodyOf(section, id) !== null ? [] : implicitApi(section, kind, first);
  });
}
