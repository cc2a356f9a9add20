import { textOf } from "../../model/expressions.ts";
import { defineRule, everyDialect, type Problem } from "../rule.ts";

/** Characters, of the ARN of a layer version. */
const LONGEST = 140;
const LAYER_VERSION = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:layer:[\w-]+:\d+$/;

export const layerArnInvalid = defineRule({
  id: "layer-arn-invalid",
  title: "Layer that cannot be there",
  section: "deployment",
  checklist: "safe-rollout",
  severity: "error",
  profile: "recommended",
  // In the CDK an ARN becomes a layer of its own first.
  languages: everyDialect.filter((dialect) => dialect !== "cdk"),
  on: "deployed-function",
  check({ layers }) {
    if (layers.kind !== "set") return undefined;
    return layers.value.items.flatMap((layer): Problem[] => {
      const arn = textOf(layer);
      // Variables of plugins stand in some texts; only what is an ARN throughout can be judged.
      if (arn === undefined || !arn.startsWith("arn:") || /[${}]/.test(arn)) return [];
      if (LAYER_VERSION.test(arn) && arn.length <= LONGEST) return [];
      const isName = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:layer:[\w-]+$/.test(arn);
      const why = isName
        ? "names no version of the layer"
        : arn.length > LONGEST
          ? `is longer than ${LONGEST} characters`
          : "is not one of a layer version";
      return [
        {
          at: layer.place,
          message: `This ARN ${why}, so this deployment is refused; write arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION: ${arn}`,
        },
      ];
    });
  },
});
