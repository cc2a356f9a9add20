/** Templates as people write them: functions with what triggers them, where they write to, and who watches them. */
import { capital, type Dice, dice, NOUNS, VERBS } from "./dice.ts";

export type TemplateFlavour = "sam" | "cloudformation";

/** The code of one function of a template. */
export interface FunctionCode {
  /** From the template's directory. */
  readonly directory: string;
  readonly handler: string;
  readonly runtime: string;
}

interface Context {
  /** `SendInvoice3`: what the resources around one function begin with. */
  readonly name: string;
  readonly noun: string;
  readonly chance: Dice;
  readonly code: FunctionCode;
}

type Part = (context: Context) => string;

const queue: Part = ({ name, chance }) => `  ${name}Queue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: ${chance.pick([30, 60, 180, 360])}
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt ${name}Failed.Arn
        maxReceiveCount: ${chance.pick([1, 3, 5])}
`;
const failed: Part = ({ name }) => `  ${name}Failed:
    Type: AWS::SQS::Queue
    Properties:
      MessageRetentionPeriod: 1209600
`;
const rows: Part = ({ name, noun }) => `  ${name}Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - AttributeName: ${noun}Id
          AttributeType: S
      KeySchema:
        - AttributeName: ${noun}Id
          KeyType: HASH
      # read by the report of the month
      StreamSpecification:
        StreamViewType: NEW_AND_OLD_IMAGES
`;
const logs: Part = ({ name }) => `  ${name}Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub "/aws/lambda/\${${name}Function}"
      RetentionInDays: 30
`;
const alarm: Part = ({ name }) => `  ${name}Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/Lambda
      MetricName: Errors
      Dimensions:
        - Name: FunctionName
          Value: !Ref ${name}Function
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanOrEqualToThreshold
`;
const topic: Part = ({ name, noun }) => `  ${name}Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Sub ${noun}s of \${Stage}
`;

const settings = ({ name, noun, chance, code }: Context): string => `      Handler: ${code.handler}
      Runtime: ${code.runtime}
      MemorySize: ${chance.pick([128, 256, 512, 1024])}
      Timeout: ${chance.pick([3, 10, 30, 60])}
      Environment:
        Variables:
          TABLE: !Ref ${name}Table
          ${noun.toUpperCase()}_TOPIC: !Ref ${name}Topic
          STAGE: !Ref Stage
`;

const samFunction: Part = (context) => `  ${context.name}Function:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ${context.code.directory}
${settings(context)}      Policies:
        - DynamoDBCrudPolicy:
            TableName: !Ref ${context.name}Table
        - Statement:
            - Effect: Allow
              Action: ${context.chance.pick(["sns:Publish", '"sns:*"'])}
              Resource: !Ref ${context.name}Topic
      Events:
        Messages:
          Type: SQS
          Properties:
            Queue: !GetAtt ${context.name}Queue.Arn
            BatchSize: ${context.chance.pick([1, 10])}
        Get:
          Type: Api
          Properties:
            Path: /${context.noun}/{id}
            Method: get
`;

const plainFunction: Part = (context) => `  ${context.name}Function:
    Type: AWS::Lambda::Function
    Properties:
      Code: ${context.code.directory}
      Role: !GetAtt ${context.name}Role.Arn
${settings(context)}`;
const role: Part = ({ name }) => `  ${name}Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub arn:\${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: own
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action:
                  - dynamodb:GetItem
                  - dynamodb:PutItem
                Resource: !GetAtt ${name}Table.Arn
`;
const mapping: Part = ({ name, chance }) => `  ${name}Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt ${name}Queue.Arn
      FunctionName: !Ref ${name}Function
      BatchSize: ${chance.pick([1, 10])}
`;
const rule: Part = ({ name }) => `  ${name}Rule:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(5 minutes)
      Targets:
        - Arn: !GetAtt ${name}Function.Arn
          Id: ${name}
`;
const permission: Part = ({ name }) => `  ${name}Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref ${name}Function
      Principal: events.amazonaws.com
      SourceArn: !GetAtt ${name}Rule.Arn
`;

/** The resources around one function; those named by others come first, so that a last, shorter group is whole. */
const PARTS: Readonly<Record<TemplateFlavour, readonly Part[]>> = {
  sam: [failed, queue, rows, topic, samFunction, alarm, logs],
  cloudformation: [failed, queue, rows, topic, role, plainFunction, mapping, rule, permission, alarm],
};

const HEADS: Readonly<Record<TemplateFlavour, string>> = {
  sam: `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage:
    Type: String
    Default: dev
Globals:
  Function:
    Tracing: Active
Resources:
`,
  cloudformation: `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Stage:
    Type: String
    Default: dev
Resources:
`,
};

/** Where the code of functions is, unless told otherwise: nowhere. */
const codeOf = (index: number): FunctionCode => ({
  directory: `functions/f${index}/`,
  handler: "app.lambda_handler",
  runtime: "python3.13",
});

/** A template of so many resources. */
export function template(
  flavour: TemplateFlavour,
  seed: number,
  resources: number,
  code: (index: number) => FunctionCode = codeOf,
): string {
  const chance = dice(seed);
  const parts = PARTS[flavour];
  const written: string[] = [];
  for (let index = 0; index * parts.length < resources; index++) {
    const noun = chance.pick(NOUNS);
    const context = { name: `${capital(chance.pick(VERBS))}${capital(noun)}${index}`, noun, chance, code: code(index) };
    for (const part of parts.slice(0, resources - index * parts.length)) written.push(part(context));
  }
  return HEADS[flavour] + written.join("");
}

/** A template of at least so many lines. */
export function longTemplate(flavour: TemplateFlavour, lines: number, code: (index: number) => FunctionCode): string {
  for (let resources = PARTS[flavour].length; ; resources += PARTS[flavour].length) {
    const text = template(flavour, 1, resources, code);
    if (text.split("\n").length >= lines) return text;
  }
}

/** A template of so many functions with all that is around them. */
export function templateOfFunctions(
  flavour: TemplateFlavour,
  seed: number,
  functions: number,
  code: (index: number) => FunctionCode,
): string {
  return template(flavour, seed, functions * PARTS[flavour].length, code);
}
