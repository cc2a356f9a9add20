/** AWS Solutions Constructs: patterns that make a function of the props they are handed, beside other things. */
import type { Call } from "../../model/code.ts";
import { addResource, applyProps, options, type Reading, type Written } from "./build.ts";
import { readFunction } from "./functions.ts";
import type { ConstructThing, Frame, Home, Struct } from "./things.ts";

const PATTERN = /^(?:npm:@aws-solutions-constructs\/|pypi:aws_solutions_constructs\b)/;

export function isSolution(reading: Reading, call: Call): boolean {
  return PATTERN.test(reading.evaluator.program.qualifiedName(call.callee) ?? "");
}

/** The function of a pattern, called as the pattern is; the other things it makes stay unknown. */
export function solutionFunction(reading: Reading, call: Call, frame: Frame, home: Home, id: string): ConstructThing | undefined {
  const given = options(reading, call, frame, 2).entries.get("lambdaFunctionProps");
  const props = given && reading.expressions.struct(given.bound);
  if (props === undefined) return undefined;
  // No construct of the CDK's own is written here: nothing is to be changed in these props as if they were the pattern's.
  const written: Written = { call, frame, construct: "", props: 2 };
  const resource = addResource(home, id, "AWS::Lambda::Function", written);
  const thing: ConstructThing = { kind: "construct", construct: "lambda.Function", resource, home, call, frame };
  // The pattern has defaults of its own: tracing, variables, permissions.
  const open: Struct = { ...props, isOpen: true };
  applyProps(reading, resource, open, "lambda.Function", home);
  readFunction(reading, thing, open, written);
  return thing;
}
