import { isAbsent, property, walk } from "../../model/expressions.ts";
import type { Resource } from "../../model/infrastructure.ts";
import { defineRule } from "../rule.ts";

export const apiDefaultThrottling = defineRule({
  id: "api-default-throttling",
  title: "API that may take all of the account's requests",
  section: "event-source",
  checklist: { none: "The limit of an API guards the account; the list asks how many of the function may run at once." },
  severity: "hint",
  profile: "recommended",
  // Of the stages that the Serverless Framework makes, usage plans and plugins say what is not read.
  languages: ["sam", "cloudformation", "terraform", "cdk"],
  on: "resource",
  check(stage, { resources, functionsOf }) {
    if (!/^AWS::ApiGateway(V2)?::Stage$/.test(stage.type)) return undefined;
    if (isThrottled(stage)) return "ok";
    const { stack } = stage;
    const isLimitedElsewhere = LIMITS.some((type) => resources(stack, type).length > 0) || hasUsagePlan(stage.owner);
    if (isLimitedElsewhere || functionsOf(stack).length === 0 || !SETTINGS.every((name) => isAbsent(stage, name))) return undefined;
    return {
      at: (stage.owner ?? stage).head,
      message: `Without a limit of its own one busy client of this API uses up what the account may take for all of its APIs, and starts as many functions; set a rate and a burst for the stage: ${(stage.owner ?? stage).name}`,
    };
  },
});

const SETTINGS = ["MethodSettings", "DefaultRouteSettings", "RouteSettings", "ThrottlingRateLimit", "MethodOptions"];

/** What limits requests without being a property of the stage. */
const LIMITS = [
  "AWS::ApiGateway::UsagePlan",
  "aws_api_gateway_usage_plan",
  "aws_api_gateway_method_settings",
  "AWS::WAFv2::WebACLAssociation",
];

function isThrottled(stage: Resource): boolean {
  return SETTINGS.some((name) => {
    const value = property(stage, name);
    if (value === undefined) return false;
    return (
      name.startsWith("Throttling") ||
      [...walk(value)].some((each) => each.kind === "map" && [...each.entries.keys()].some((key) => /^Throttling/i.test(key)))
    );
  });
}

/** `Auth.UsagePlan` of SAM makes one. */
function hasUsagePlan(api: Resource | null): boolean {
  return api !== null && property(api, "Auth.UsagePlan") !== undefined;
}
