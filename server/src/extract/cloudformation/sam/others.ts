/** State machines, tables and layers of SAM. */
import { booleanOf, property } from "../../../model/expressions.ts";
import { CODE_PATH, type Expression, type MapExpression, type Resource } from "../../../model/infrastructure.ts";
import { literal } from "../../stack.ts";
import { samProperties } from "../globals.ts";
import { resourceOf, type Written } from "../section.ts";
import { renamed, wordsOf } from "../words.ts";
import { eventsOf } from "./events.ts";
import { made, madeMap, propertyEntry, referenceTo, withEntries } from "./made.ts";
import { roleOf } from "./role.ts";
import { tagList } from "./tags.ts";

const machineWords = wordsOf({
  LoggingConfiguration: "Logging",
  TracingConfiguration: "Tracing",
  StateMachineName: "Name",
  StateMachineType: "Type",
});

const OF_ROLE = ["Events", "Policies", "Role", "RolePath", "PermissionsBoundary", "DeploymentPreference"];

export function readStateMachine(written: Written): readonly Resource[] {
  const properties = samProperties(written);
  const draft = resourceOf(written, "AWS::StepFunctions::StateMachine", properties, machineWords);
  const isTraced = booleanOf(property(properties, "Tracing.Enabled")) === true;
  const role = roleOf(written, draft, properties, isTraced ? ["AWSXrayWriteOnlyAccess"] : []);
  const all = renamed(properties, machineWords);
  const entries = new Map([...all.entries].filter(([name]) => !OF_ROLE.includes(name)));
  const resource = { ...draft, properties: withTags(withEntries({ ...all, entries }, { RoleArn: role.role })) };
  const alias = property(properties, "AutoPublishAlias");
  const target = { id: resource.id, attribute: null };
  const found = role.made.map((one) => ({ ...one, owner: resource }));
  return [resource, ...found, ...(alias === undefined ? [] : [aliasOf(written, resource, alias)]), ...eventsOf(written, resource, target)];
}

function aliasOf(written: Written, owner: Resource, name: Expression): Resource {
  const entry = propertyEntry(written, "AutoPublishAlias");
  const properties = madeMap(name.place, { Name: name, StateMachineArn: referenceTo(owner.id, null, name.place) });
  return made({ owner, written, kind: "property", entry }, "Alias", "AWS::StepFunctions::StateMachineAlias", properties);
}

function withTags(properties: MapExpression): MapExpression {
  const tags = property(properties, "Tags");
  return withEntries(properties, { Tags: tags && tagList(tags) });
}

export function readSimpleTable(written: Written): readonly Resource[] {
  const properties = samProperties(written);
  const key = property(properties, "PrimaryKey");
  const place = key?.place ?? properties.place;
  const name = (key && property(asMap(key), "Name")) ?? literal(place, "id");
  const listOf = (item: Expression): Expression => ({ kind: "list", items: [item], isOpen: false, place });
  const type = key && property(asMap(key), "Type");
  const entries = new Map([...properties.entries].filter(([property]) => property !== "PrimaryKey"));
  const isKnown = key === undefined || key.kind === "map";
  const all = withEntries(
    { ...properties, entries, isOpen: properties.isOpen || !isKnown },
    {
      KeySchema: isKnown ? listOf(madeMap(place, { AttributeName: name, KeyType: literal(place, "HASH") })) : undefined,
      AttributeDefinitions: isKnown
        ? listOf(madeMap(place, { AttributeName: name, AttributeType: attributeType(type, place) }))
        : undefined,
      BillingMode: property(properties, "ProvisionedThroughput") === undefined ? literal(place, "PAY_PER_REQUEST") : undefined,
    },
  );
  return [resourceOf(written, "AWS::DynamoDB::Table", withTags(all))];
}

function asMap(value: Expression): MapExpression {
  return value.kind === "map" ? value : madeMap(value.place, {});
}

/** `String` is `S`. */
function attributeType(type: Expression | undefined, place: Expression["place"]): Expression {
  if (type === undefined) return literal(place, "S");
  return type.kind === "literal" ? literal(type.place, String(type.value).charAt(0)) : type;
}

export function readLayer(written: Written): readonly Resource[] {
  const properties = samProperties(written);
  const content = property(properties, "ContentUri");
  const entries = new Map([...properties.entries].filter(([name]) => name !== "ContentUri"));
  const isMap = content?.kind === "map";
  const all = withEntries(
    { ...properties, entries },
    {
      [CODE_PATH]: isMap ? undefined : content,
      "Content.S3Bucket": isMap ? property(content, "Bucket") : undefined,
      "Content.S3Key": isMap ? property(content, "Key") : undefined,
    },
  );
  return [resourceOf(written, "AWS::Lambda::LayerVersion", all)];
}
