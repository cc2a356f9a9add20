import * as cdk from "aws-cdk-lib";
import * as kinesis from "aws-cdk-lib/aws-kinesis";
import * as lambda from "aws-cdk-lib/aws-lambda";
import { KinesisEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";

export class ClicksStack extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const clicks = new kinesis.Stream(this, "Clicks");
    const count = new lambda.Function(this, "Count", {
      runtime: lambda.Runtime.PYTHON_3_13,
      handler: "count.lambda_handler",
      code: lambda.Code.fromAsset("lambda"),
      memorySize: 256,
      environment: { AWS_REGION: this.region },
    });
    count.addEventSource(new KinesisEventSource(clicks, { startingPosition: lambda.StartingPosition.LATEST }));
  }
}
