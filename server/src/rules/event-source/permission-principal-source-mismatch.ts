import { property, textOf } from "../../model/expressions.ts";
import type { Resource } from "../../model/infrastructure.ts";
import { defineRule, everyDialect } from "../rule.ts";

/** The service that asks for a function, by the kind of resource that makes it ask. */
const PRINCIPALS: ReadonlyMap<string, RegExp> = new Map([
  ["AWS::S3::Bucket", /^s3\./],
  ["AWS::SNS::Topic", /^sns\./],
  ["AWS::Events::Rule", /^events\./],
  ["AWS::Scheduler::Schedule", /^scheduler\./],
  ["AWS::Logs::LogGroup", /^logs\./],
  ["AWS::ApiGateway::RestApi", /^apigateway\./],
  ["AWS::ApiGatewayV2::Api", /^apigateway\./],
  ["AWS::IoT::TopicRule", /^iot\./],
  ["AWS::Cognito::UserPool", /^cognito-(idp|sync)\./],
  ["AWS::ElasticLoadBalancingV2::TargetGroup", /^elasticloadbalancing\./],
]);

export const permissionPrincipalSourceMismatch = defineRule({
  id: "permission-principal-source-mismatch",
  title: "Permission for another service than the one that asks",
  section: "event-source",
  checklist: "safe-rollout",
  severity: "warning",
  profile: "recommended",
  languages: everyDialect,
  on: "resource",
  check(permission, { named }) {
    if (permission.type !== "AWS::Lambda::Permission") return undefined;
    const principal = property(permission, "Principal");
    const service = textOf(principal);
    const source = property(permission, "SourceArn");
    if (!principal || !source || !service?.includes(".amazonaws.com")) return undefined;
    const sources = named(source, permission.stack).filter(({ type }) => PRINCIPALS.has(type));
    if (sources.length === 0) return undefined;
    if (sources.some((each) => PRINCIPALS.get(each.type)?.test(service))) return "ok";
    const [first] = sources as [Resource];
    return {
      at: principal.place,
      message: `The source is ${article(first.type)}, which never asks as this service, so nothing is allowed and the trigger fails; name the source's service: ${service}`,
      related: [{ at: first.head, message: "The source" }],
    };
  },
});

function article(type: string): string {
  const name = type.split("::").slice(1).join(" ");
  return /^[AEIO]/.test(name) ? `an ${name}` : `a ${name}`;
}
