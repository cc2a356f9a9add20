/**
 * The facts about a function's infrastructure, in terms that do not depend on the dialect it is written in.
 *
 * Readers (extract/) turn templates, services, Terraform modules and CDK sources into **resources in CloudFormation's
 * words**: its type names, its property names, its units. Everything after them (infrastructure/, rules/) reads only these.
 * Where a dialect says something in a shorter way (a SAM or serverless event, `provider.tracing`, a CDK grant), the reader
 * makes the resource that CloudFormation would have and keeps the place of what was written.
 */
import type { Module, Place, Range, SourceText } from "./code.ts";

export type Dialect = "sam" | "cloudformation" | "serverless" | "terraform" | "cdk";

/** A file in which infrastructure is written. For CDK sources `module` holds its code facts. */
export interface Template extends SourceText {
  readonly dialect: Dialect;
  readonly syntax: "yaml" | "json" | "hcl" | "python" | "javascript" | "typescript";
  /** Comments in source order; suppressions are read from them. */
  readonly comments: readonly Range[];
  /** Parts that do not parse; nothing is claimed about them. */
  readonly broken: readonly Range[];
  readonly module: Module | null;
}

// --- values --------------------------------------------------------------------------------------------------------

interface ExpressionBase {
  /** Where the value is written: in the resource, in `Globals`, in an included file, in a local. */
  readonly place: Place;
  /** Not written in the resource itself but given to all: SAM `Globals`, serverless `provider`, a spread object. */
  readonly isInherited?: true;
  /** The default of a parameter or variable: a deployment may give another one. Good for finding files, never for a finding. */
  readonly isAssumed?: true;
  /** A parameter or variable that is said to be secret (`NoEcho`, `sensitive`): who deploys gives it. */
  readonly isSecretParameter?: true;
}

export type Expression =
  | LiteralExpression
  | ListExpression
  | MapExpression
  | ReferenceExpression
  | JoinedExpression
  | ChoiceExpression
  | NoneExpression
  | ComputedExpression;

/** A constant. Numbers written as strings stay strings; `numberOf` and `booleanOf` read both. */
export interface LiteralExpression extends ExpressionBase {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
}

export interface ListExpression extends ExpressionBase {
  readonly kind: "list";
  readonly items: readonly Expression[];
  /** There may be more items than are known (a concatenation, a spread). */
  readonly isOpen: boolean;
}

export interface MapExpression extends ExpressionBase {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, MapEntry>;
  /** There may be more entries than are known (`Fn::Transform`, a spread, `dynamic`). */
  readonly isOpen: boolean;
}

export interface MapEntry {
  /** Where the key is written; the value's place where there is none. */
  readonly key: Place;
  readonly value: Expression;
}

/** `!Ref Queue`, `!GetAtt Queue.Arn`, `aws_sqs_queue.main.arn`, a CDK construct: something of a resource of the same stack. */
export interface ReferenceExpression extends ExpressionBase {
  readonly kind: "reference";
  /** `Resource.id`. A parameter, local or variable is none: those are followed or `computed`. */
  readonly id: string;
  /** CloudFormation's attribute name (`Arn`), null for the resource itself (`Ref`). */
  readonly attribute: string | null;
}

/** `!Sub`, `!Join ""`, `"${…}-x"`, a template string: text with values put in. Parts are known text or expressions. */
export interface JoinedExpression extends ExpressionBase {
  readonly kind: "joined";
  readonly parts: readonly (string | Expression)[];
}

/** `!If`, a conditional expression, a mapping looked up by a parameter: one of several. */
export interface ChoiceExpression extends ExpressionBase {
  readonly kind: "choice";
  readonly options: readonly Expression[];
}

/** `AWS::NoValue`, `null` where that means "not set". */
export interface NoneExpression extends ExpressionBase {
  readonly kind: "none";
}

/** What cannot be known here; never a reason for a finding. */
export interface ComputedExpression extends ExpressionBase {
  readonly kind: "computed";
  /** Ids of resources of the stack that are named inside. */
  readonly mentions: readonly string[];
}

/** What a rule asks of a property: `absent` says which resource it would go into. */
export type Setting<T> =
  | { readonly kind: "set"; readonly value: T; readonly place: Place; readonly isInherited: boolean }
  | { readonly kind: "absent"; readonly resource: Resource }
  | { readonly kind: "computed"; readonly place: Place };

// --- resources -----------------------------------------------------------------------------------------------------

export interface Resource {
  /** Unique in its stack: logical id; serverless function key; `aws_sqs_queue.main`, `module.x.aws_sqs_queue.main`; construct id. Of a made one `Owner/Name`. */
  readonly id: string;
  /** What people call it: logical id, function key, Terraform name, construct id. */
  readonly name: string;
  /** CloudFormation's: `AWS::Lambda::Function`. What CloudFormation has no type for keeps the dialect's own name. */
  readonly type: string;
  readonly stack: Stack;
  /** The file it is written in (for `${file()}` the included one). */
  readonly template: Template;
  /** The whole of it, from its name to its end. */
  readonly place: Place;
  /** What a finding about the resource as a whole underlines: its name. */
  readonly head: Place;
  readonly properties: MapExpression;
  /** `Metadata` of CloudFormation and SAM; null elsewhere. */
  readonly metadata: MapExpression | null;
  /** It may not exist: `Condition`, `count`, `for_each` over what is not known, code in an `if`. */
  readonly isConditional: boolean;
  /** Made by the reader from something shorter; nobody wrote a resource of this type. `owner` is where it was written. */
  readonly owner: Resource | null;
  /** For the dialect's writer alone: where and how it is written. */
  readonly origin: unknown;
}

/** Resources that are deployed together and may refer to one another. */
export interface Stack {
  readonly dialect: Dialect;
  /** Absolute path of the file (Terraform: directory) that stands for it. */
  readonly path: string;
  /** `service:`, the stack's class, the directory's name; for messages. */
  readonly name: string;
  /** Directory to which relative code paths of the root template are relative, absolute. */
  readonly root: string;
  readonly templates: readonly Template[];
  readonly resources: ReadonlyMap<string, Resource>;
  /** False where resources may exist that could not be read: `Fn::Transform`, a module from a registry, a plugin that makes some. */
  readonly isComplete: boolean;
  /** serverless plugins, SAM/CloudFormation transforms and macros, by name. */
  readonly plugins: readonly string[];
  /** Files the stack was made from besides its templates (included ones, `cdk.out`): it is read again when one changes. */
  readonly inputs: readonly string[];
}

// --- functions -----------------------------------------------------------------------------------------------------

export type TriggerType =
  | "http"
  | "url"
  | "alb"
  | "sqs"
  | "sns"
  | "s3"
  | "dynamodb"
  | "kinesis"
  | "kafka"
  | "schedule"
  | "event"
  | "stepfunctions"
  | "cognito"
  | "iot"
  | "logs";

/**
 * What invokes a function. How it is invoked follows from the type: `http` `url` `alb` `stepfunctions` `cognito` wait for the
 * answer; `sns` `s3` `schedule` `event` `iot` `logs` do not (asynchronous); `sqs` `dynamodb` `kinesis` `kafka` are polled by an event source mapping.
 */
export interface Trigger {
  readonly type: TriggerType;
  readonly invocation: "synchronous" | "asynchronous" | "polled";
  /** What a reader recognises: queue, topic, table or bucket name, `GET /users`, `rate(5 minutes)`; null where it is not known. */
  readonly source: string | null;
  /** Queue, topic, table, stream, bucket, API, rule of the same stack. */
  readonly sourceResource: Resource | null;
  /** The resource that states it: event source mapping, subscription, rule, method, route, permission, URL; properties (BatchSize, FilterCriteria, …) are read from it. */
  readonly resource: Resource;
  /** The trigger invokes an alias or version. */
  readonly isQualified: boolean;
}

/** One statement of an identity policy. */
export interface PolicyStatement {
  readonly effect: "Allow" | "Deny" | null;
  /** `Action` in lower case where literal; undefined items cannot be known. */
  readonly actions: readonly Expression[];
  readonly notActions: readonly Expression[];
  readonly resources: readonly Expression[];
  readonly hasCondition: boolean;
  /** The role, policy or function it is written in. */
  readonly resource: Resource;
  readonly place: Place;
}

/** What a function is allowed. */
export interface Permissions {
  readonly statements: readonly PolicyStatement[];
  /** ARNs or names of managed policies attached, as written. */
  readonly managedPolicies: readonly Expression[];
  /** The role as a resource of the stack, made ones included; null where it is given from elsewhere or not known. */
  readonly role: Resource | null;
  /** Everything the function may do is known (managed policies of AWS aside). */
  readonly isComplete: boolean;
}

/** Where events go that a function failed to handle. `kind` tells which property says so. */
export interface FailureDestination {
  readonly kind: "dead-letter-queue" | "on-failure";
  /** Queue or topic of the same stack, null where it is elsewhere. */
  readonly target: Resource | null;
  readonly place: Place;
}

/** A function as it is deployed. */
export interface FunctionResource {
  readonly resource: Resource;
  readonly stack: Stack;
  /** As in `Resource.name`; of a Terraform module that is called with the call's label before it: `users.this`. */
  readonly name: string;
  readonly handler: Setting<string>;
  readonly runtime: Setting<string>;
  readonly packageType: "Zip" | "Image";
  readonly code: CodeLocation;
  /** Seconds. */
  readonly timeout: Setting<number>;
  /** MB. */
  readonly memory: Setting<number>;
  /** MB. */
  readonly ephemeralStorage: Setting<number>;
  readonly architecture: Setting<string>;
  /** `Active` or `PassThrough`. */
  readonly tracing: Setting<string>;
  readonly reservedConcurrency: Setting<number>;
  /** On the function's alias or version. */
  readonly provisionedConcurrency: Setting<number>;
  readonly environment: Setting<MapExpression>;
  readonly layers: Setting<ListExpression>;
  readonly vpc: Setting<MapExpression>;
  readonly permissions: Permissions;
  readonly triggers: readonly Trigger[];
  /** Every trigger is known: the stack is complete and nothing in it invokes the function in a way that is not understood. */
  readonly triggersAreKnown: boolean;
  readonly failureDestination: Setting<FailureDestination>;
  /** `AWS::Lambda::EventInvokeConfig`, made ones included. */
  readonly invokeConfig: Resource | null;
  readonly logGroup: Resource | null;
  /** Days. */
  readonly logRetention: Setting<number>;
  /** `Text` or `JSON`. */
  readonly logFormat: Setting<string>;
  /** Alarms of the stack whose dimensions name the function. */
  readonly alarms: readonly Resource[];
  readonly aliases: readonly Resource[];
  /** CodeDeploy or SAM `DeploymentPreference`; its value is the strategy (`Canary10Percent5Minutes`). */
  readonly rollout: Setting<string>;
  readonly url: Resource | null;
}

/** Where the code is, as the template says. Paths are absolute. */
export type CodeLocation =
  | { readonly kind: "directory"; readonly path: string }
  /** One file: `source_file` of an archive, `entry` of NodejsFunction. */
  | { readonly kind: "file"; readonly path: string }
  /** The code stands in the template; offsets of `text` and of the place agree character by character where `isVerbatim`. */
  | { readonly kind: "inline"; readonly text: string; readonly place: Place; readonly indentation: number; readonly isVerbatim: boolean }
  /** Build output, an archive or image named by path: `of` lists directories whose sources it may be made from, nearest first. */
  | { readonly kind: "artifact"; readonly path: string; readonly of: readonly string[] }
  | { readonly kind: "elsewhere" };

/** Properties a reader may add to `AWS::Lambda::Function`, for what CloudFormation itself has no word for. */
export const CODE_PATH = "CodePath"; // literal path, as written, relative to the stack's root unless `CodeBase` says otherwise
export const CODE_ENTRY = "CodeEntry"; // literal path of the one source file (NodejsFunction entry, archive source_file)
export const CODE_BASE = "CodeBase"; // literal absolute directory to which the two are relative
