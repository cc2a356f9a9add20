/** APIs of SAM: each is an API and its stage. */
import { property } from "../../../model/expressions.ts";
import type { Expression, MapExpression, Resource } from "../../../model/infrastructure.ts";
import { literal, map, placeIn } from "../../stack.ts";
import { globalsOf, samProperties } from "../globals.ts";
import type { DataOrigin } from "../origin.ts";
import { mapOf } from "../scope.ts";
import { resourceOf, type Section, type Written } from "../section.ts";
import { renamed, wordsOf } from "../words.ts";
import { type ApiKind, IMPLICIT_APIS } from "./apiEvents.ts";
import { made, referenceTo, withEntries } from "./made.ts";

interface ApiShape {
  readonly api: string;
  readonly stage: string;
  /** Properties of the stage; the others are the API's. */
  readonly ofStage: readonly string[];
  /** How the stage names its API. */
  readonly apiId: string;
  readonly protocol: string | null;
  readonly stageName: string | null;
}

const ofStageV2 = ["StageName", "StageVariables", "AccessLogSettings", "DefaultRouteSettings", "RouteSettings"];
const ofStageV1 = [
  "StageName",
  "AccessLogSetting",
  "MethodSettings",
  "TracingEnabled",
  "CacheClusterEnabled",
  "CacheClusterSize",
  "CanarySetting",
  "Variables",
];

const v2 = { api: "AWS::ApiGatewayV2::Api", stage: "AWS::ApiGatewayV2::Stage", ofStage: ofStageV2, apiId: "ApiId" };
const shapes: Readonly<Record<ApiKind | "WebSocketApi", ApiShape>> = {
  Api: {
    api: "AWS::ApiGateway::RestApi",
    stage: "AWS::ApiGateway::Stage",
    ofStage: ofStageV1,
    apiId: "RestApiId",
    protocol: null,
    stageName: "Prod",
  },
  HttpApi: { ...v2, protocol: "HTTP", stageName: "$default" },
  WebSocketApi: { ...v2, protocol: "WEBSOCKET", stageName: "default" },
};

const apiWords = wordsOf({ Body: "DefinitionBody" });

export function readApi(written: Written): readonly Resource[] {
  const shape = shapes[written.type === "AWS::Serverless::HttpApi" ? "HttpApi" : "Api"];
  const properties = samProperties(written);
  const resource = resourceOf(written, shape.api, apiPart(properties, shape), apiWords);
  return [resource, stageOf(written, resource, properties, shape)];
}

/** Routes of a WebSocket API stand in it, by their keys. */
export function readWebSocketApi(written: Written): readonly Resource[] {
  const properties = samProperties(written);
  const shape = shapes.WebSocketApi;
  const resource = resourceOf(written, shape.api, apiPart(properties, shape), apiWords);
  const routes = property(properties, "Routes");
  const entries = mapOf(mapOf(written.body, "Properties"), "Routes")?.entries ?? [];
  const found = entries.map((entry) => {
    const name = String(entry.key.value);
    const place = placeIn(resource.template, entry.key.outerStart, entry.key.end);
    const value = routes?.kind === "map" ? routes.entries.get(name)?.value : undefined;
    const own = renamed(value?.kind === "map" ? value : map(place, [], true), webSocketWords);
    // Only the first message of a connection is authorized.
    const authorization = name === "$connect" ? property(properties, "Auth.AuthType") : undefined;
    const all = withEntries(own, {
      RouteKey: literal(place, name),
      ApiId: referenceTo(resource.id, null, place),
      AuthorizationType: authorization,
    });
    return made({ owner: resource, written, kind: "property", entry }, name, "AWS::ApiGatewayV2::Route", all, webSocketWords);
  });
  return [resource, stageOf(written, resource, properties, shape), ...found];
}

const webSocketWords = wordsOf({ Target: "FunctionArn", "Integration.TimeoutInMillis": "IntegrationTimeout" });

function apiPart(properties: MapExpression, shape: ApiShape): MapExpression {
  const entries = new Map([...properties.entries].filter(([name]) => !shape.ofStage.includes(name) && name !== "Routes"));
  const protocol = shape.protocol === null ? undefined : literal(properties.place, shape.protocol);
  return withEntries(renamed({ ...properties, entries }, apiWords), { ProtocolType: protocol });
}

function stagePart(properties: MapExpression, shape: ApiShape, api: string, place: Expression["place"]): MapExpression {
  const entries = new Map([...properties.entries].filter(([name]) => shape.ofStage.includes(name) || name === "Tags"));
  const isNamed = entries.has("StageName") || shape.stageName === null;
  return withEntries(
    { ...properties, entries },
    {
      [shape.apiId]: referenceTo(api, null, place),
      StageName: isNamed ? undefined : literal(place, shape.stageName),
      AutoDeploy: shape.apiId === "ApiId" ? literal(place, true) : undefined,
    },
  );
}

function stageOf(written: Written, api: Resource, properties: MapExpression, shape: ApiShape): Resource {
  const source = { owner: api, written, kind: "resource", entry: written.entry } as const;
  return made(source, "Stage", shape.stage, stagePart(properties, shape, api.id, api.head));
}

/** The API that SAM makes for events that name none. It is configured in `Globals`, and belongs to the first such event's function. */
export function implicitApi(section: Section, kind: ApiKind, event: Resource): readonly Resource[] {
  const shape = shapes[kind];
  const properties = globalsOf(section, kind) ?? map(event.head, []);
  const globals = mapOf(section.globals, kind);
  const origin: DataOrigin = {
    document: section.document,
    kind: "implicit",
    type: `AWS::Serverless::${kind}`,
    key: null,
    body: null,
    properties: null,
    words: apiWords,
    resources: section.resources,
    globals,
    isShared: false,
  };
  const owner = event.owner ?? event;
  const base = {
    stack: event.stack,
    template: event.template,
    place: event.head,
    head: event.head,
    metadata: null,
    isConditional: false,
    owner,
    origin,
  };
  const id = IMPLICIT_APIS[kind];
  const api = { ...base, id, name: id, type: shape.api, properties: apiPart(properties, shape) };
  const stage = { ...base, id: `${id}/Stage`, name: "Stage", type: shape.stage, properties: stagePart(properties, shape, id, event.head) };
  return [api, stage];
}
