/** The function of the community's Lambda module, and what the module makes beside it. */
import { CODE_BASE, CODE_ENTRY, CODE_PATH, type Expression, type MapExpression } from "../../model/infrastructure.ts";
import { communityArguments, communityMade, communityMappingArguments } from "../../vocabulary/dialects/terraform/community.ts";
import { toPascal } from "../../vocabulary/dialects/terraform.ts";
import { literal, map } from "../stack.ts";
import type { CommunityCall } from "./communityCall.ts";
import { addCommunityRole } from "./communityRole.ts";
import { type draftMap, put } from "./draft.ts";
import { resolvePath } from "./paths.ts";
import { list, textOfLiteral } from "./values.ts";

export function addCommunityFunction(call: CommunityCall): void {
  const { draft } = call;
  if (call.flag("create", true) === false) return;
  // The module makes one of the two: a layer is no function, whatever `create_function` says.
  if (call.flag("create_function", true) === false || call.flag("create_layer", false) === true) {
    if (call.flag("create_layer", false) !== true) return;
    draft.type = "AWS::Lambda::LayerVersion";
    call.copy("layer_name", draft, "LayerName");
    addSource(call);
    call.drafts.add(draft);
    return;
  }
  call.drafts.add(draft);
  for (const [name, property] of Object.entries(communityArguments)) call.copy(name, draft, property);
  const snapStart = call.entry("snap_start");
  if (snapStart !== undefined && call.flag("snap_start", false) === true) {
    put(draft.properties, "SnapStart.ApplyOn", snapStart.key, literal(snapStart.value.place, "PublishedVersions"));
  }
  addSource(call);
  addCommunityRole(call);
  addLogGroup(call);
  addInvokeConfig(call);
  addUrl(call);
  addProvisionedConcurrency(call);
  addMappings(call);
  addTriggers(call);
}

function addSource(call: CommunityCall): void {
  const { draft } = call;
  const path = call.entry("source_path");
  const existing = call.entry("local_existing_package");
  const object = call.value("s3_existing_package");
  const code = draft.type === "AWS::Lambda::Function" ? "Code" : "Content";
  if (object?.kind === "map") {
    for (const [name, property] of [
      ["bucket", "S3Bucket"],
      ["key", "S3Key"],
    ] as const) {
      const entry = object.entries.get(name);
      if (entry !== undefined) put(draft.properties, `${code}.${property}`, entry.key, entry.value);
    }
  }
  if (existing !== undefined) put(draft.properties, CODE_PATH, existing.key, existing.value);
  else if (path !== undefined) addSourcePath(call, path.value);
  if (path !== undefined || existing !== undefined) {
    put(draft.properties, CODE_BASE, draft.head, literal(draft.head, call.drafts.evaluator.root));
  }
}

/** A path, a list of paths, or maps with a `path`; the first that is a directory holds the code. */
function addSourcePath(call: CommunityCall, value: Expression): void {
  const { around, root } = call.drafts.evaluator;
  const paths = (value.kind === "list" ? value.items : [value]).flatMap((item) =>
    item.kind === "map" ? (item.entries.get("path")?.value ?? []) : [item],
  );
  const kinds = paths.map((path) => {
    const text = textOfLiteral(path);
    return text === undefined ? undefined : around.kind(resolvePath(root, text));
  });
  const chosen = Math.max(0, kinds.indexOf("directory"));
  const path = paths[chosen];
  if (path !== undefined) put(call.draft.properties, kinds[chosen] === "file" ? CODE_ENTRY : CODE_PATH, path.place, path);
}

/** The module makes the log group, unless it is told to use one that is there. */
function addLogGroup(call: CommunityCall): void {
  if (call.flag("use_existing_cloudwatch_log_group", false) !== false || call.value("logging_log_group") !== undefined) return;
  const because = call.entry("cloudwatch_logs_retention_in_days");
  const group = call.make("LogGroup", "AWS::Logs::LogGroup", because);
  const { head } = call.draft;
  const name = { kind: "joined", parts: ["/aws/lambda/", call.self(null)], place: head } as const;
  put(group.properties, "LogGroupName", head, name);
  for (const [argument, property] of Object.entries(communityMade.LogGroup)) call.copy(argument, group, property);
}

function addInvokeConfig(call: CommunityCall): void {
  const isMade = call.flag("create_async_event_config", false);
  if (isMade === false) return;
  const config = call.make(
    "EventInvokeConfig",
    "AWS::Lambda::EventInvokeConfig",
    call.entry("create_async_event_config"),
    isMade === undefined,
  );
  put(config.properties, "FunctionName", call.draft.head, call.self(null));
  for (const [argument, property] of Object.entries(communityMade.EventInvokeConfig)) call.copy(argument, config, property);
}

function addUrl(call: CommunityCall): void {
  const isMade = call.flag("create_lambda_function_url", false);
  if (isMade === false) return;
  const because = call.entry("create_lambda_function_url");
  const url = call.make("Url", "AWS::Lambda::Url", because, isMade === undefined);
  put(url.properties, "TargetFunctionArn", call.draft.head, call.self("Arn"));
  for (const [argument, property] of Object.entries(communityMade.Url)) call.copy(argument, url, property);
  // The module's own default.
  if (!url.properties.entries.has("AuthType") && because !== undefined)
    put(url.properties, "AuthType", because.key, literal(because.value.place, "NONE"));
  const cors = url.properties.entries.get("Cors");
  if (cors?.value.kind === "map") put(url.properties, "Cors", cors.key, pascalMap(cors.value));
}

function addProvisionedConcurrency(call: CommunityCall): void {
  const entry = call.entry("provisioned_concurrent_executions");
  if (entry === undefined || textOfLiteral(entry.value) === "-1") return;
  const version = call.make("Version", "AWS::Lambda::Version", entry);
  put(version.properties, "FunctionName", call.draft.head, call.self(null));
  put(version.properties, "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions", entry.key, entry.value);
}

/** Snake case to Pascal case, through all that is inside. */
function pascalMap(value: Expression): Expression {
  if (value.kind === "list") return { ...value, items: value.items.map(pascalMap) };
  if (value.kind !== "map") return value;
  const entries = [...value.entries].map(([name, entry]) => [toPascal(name), { ...entry, value: pascalMap(entry.value) }] as const);
  return { ...value, entries: new Map(entries) };
}

function addMappings(call: CommunityCall): void {
  const mappings = call.value("event_source_mapping");
  if (mappings === undefined) return;
  if (mappings.kind !== "map" || mappings.isOpen) call.draft.properties.isOpen = true;
  if (mappings.kind !== "map") return;
  for (const [name, entry] of mappings.entries) {
    const mapping = call.make(`EventSourceMapping${toPascal(name)}`, "AWS::Lambda::EventSourceMapping", entry);
    put(mapping.properties, "FunctionName", call.draft.head, call.self(null));
    if (entry.value.kind !== "map") {
      mapping.properties.isOpen = true;
      continue;
    }
    if (entry.value.isOpen) mapping.properties.isOpen = true;
    for (const [argument, written] of entry.value.entries) {
      const property = communityMappingArguments[argument] ?? toPascal(argument);
      put(mapping.properties, property, written.key, argument === "filter_criteria" ? filters(written.value) : pascalMap(written.value));
    }
  }
}

/** One filter or a list of them; patterns are texts of JSON. */
function filters(value: Expression): Expression {
  const items = value.kind === "list" ? value.items : [value];
  const read = items.map((item): Expression => {
    const pattern = item.kind === "map" ? item.entries.get("pattern") : undefined;
    return pattern === undefined ? item : map(item.place, [["Pattern", pattern]]);
  });
  return list(value.place, read, value.kind === "list" && value.isOpen);
}

function addTriggers(call: CommunityCall): void {
  const triggers = call.value("allowed_triggers");
  if (triggers === undefined || call.flag("create_current_version_allowed_triggers", true) === undefined) return;
  for (const [name, entry] of triggers.kind === "map" ? triggers.entries : []) {
    const permission = call.make(`Permission${toPascal(name)}`, "AWS::Lambda::Permission", entry);
    const { properties } = permission;
    put(properties, "FunctionName", call.draft.head, call.self(null));
    put(properties, "Action", entry.key, literal(entry.key, "lambda:InvokeFunction"));
    if (entry.value.kind === "map") addPrincipal(entry.value, properties);
    else properties.isOpen = true;
  }
}

function addPrincipal(trigger: MapExpression, properties: ReturnType<typeof draftMap>): void {
  const service = trigger.entries.get("service");
  const principal = trigger.entries.get("principal");
  const name = textOfLiteral(service?.value);
  if (principal !== undefined) put(properties, "Principal", principal.key, principal.value);
  else if (service !== undefined && name !== undefined)
    put(properties, "Principal", service.key, literal(service.value.place, `${name}.amazonaws.com`));
  for (const [argument, property] of [
    ["source_arn", "SourceArn"],
    ["source_account", "SourceAccount"],
    ["event_source_token", "EventSourceToken"],
  ] as const) {
    const entry = trigger.entries.get(argument);
    if (entry !== undefined) put(properties, property, entry.key, entry.value);
  }
}
