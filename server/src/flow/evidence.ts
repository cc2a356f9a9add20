/** What names and types say about a function being a Lambda handler. */

/** First parameters that people give the event. */
export const EVENT_NAME =
  /^_*(event|evt|ev|e|events|lambda_?event|raw_?event|input_?event|event_?(data|dict|input|obj|body)?|\w+_event|\w+Event|payload|input|data|records?)_*$/;

/** First parameters that say "event" by themselves: model servers and other clouds take (data, context). */
export const EVENT_WORD = /^_*(\w*event\w*|evt|ev|e)_*$/i;

/** Second parameters that people give the context. */
export const CONTEXT_NAME = /^_*(context|ctx|ctxt|cxt|contxt|lambda_?context|aws_?context|\w*_context|\w+Context|unused\w*|c)?_*$/;

export const PYTHON_HANDLER_NAME = /^_*(lambda_?handler|handler|lambda_function|main_?handler)$/i;

/** Exported names that stand for a handler by themselves. */
export const HANDLER_NAME = /^(handler|lambda_?handler|main_?handler)$/i;

/** Types of `@types/aws-lambda` and Powertools that only a handler's parameters or a handler have. */
export const LAMBDA_TYPE =
  /\b(APIGateway\w*(Event|Handler)\w*|ALB(Event|Handler)|SQS(Event|Handler|BatchResponse)|SNS(Event|Handler)|S3(Event|Handler|ObjectCreated\w*|BatchEvent)|DynamoDBStream(Event|Handler)|Kinesis\w*(Event|Handler)|Firehose\w*(Event|Handler)|Scheduled(Event|Handler)|EventBridge(Event|Handler)|CloudFormationCustomResource(Event|Handler)|CdkCustomResource(Event|Handler)|CloudFront\w*(Event|Handler)|CloudWatch(Logs|Alarm)\w*(Event|Handler)|CodePipeline\w*(Event|Handler)|CodeBuild\w*(Event|Handler)|Cognito\w*(Event|Handler)|(Pre|Post|Custom|Define|Create|Verify|User)\w*Trigger(Event|Handler)|AppSync\w*(Event|Handler)|Iot(Event|Handler)\w*|IoT\w*(Event|Handler)|Lex\w*(Event|Handler)|MSK(Event|Handler)|SES(Event|Handler)|SecretsManagerRotation(Event|Handler)|Transfer\w*(Event|Handler)|LambdaFunctionURL(Event|Handler)|ValidatedEventAPIGatewayProxyEvent|ValidatedAPIGatewayProxyEvent\w*|ProxyHandler|Handler\s*<|AWSLambda\.\w+)|^\s*Handler\s*$/;

/** Modules of other clouds and platforms whose functions look the same. */
export const OTHER_CLOUD =
  /^(azure[./]functions|@azure\/functions|functions_framework|firebase-functions|firebase_functions|@google-cloud\/functions-framework|google\.cloud\.functions|tencentcloud|tencentcloud-sdk\S*|twilio-run|wx-server-sdk|@cloudbase\/\S+|@deno\/\S+|\$fresh\/\S+|\$app\/\S+|@sveltejs\/kit|fc2?|@openwhisk\/\S+)/;

/** Tests call handlers; what stands in them is not deployed. */
export function isTestFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return /^(test_.*|.*_test|conftest)\.py$|\.(test|spec|e2e|stories)\.[cm]?[jt]sx?$/.test(name) || /\/(__tests__|__mocks__)\//.test(path);
}
