/** AWS SDK clients: boto3 and botocore, AWS SDK for JavaScript v2 and v3. */
import type { Entry } from "./entry.ts";

const PYTHON_FACTORIES = new Map<string, string>([
  ["pypi:boto3.client", "client"],
  ["pypi:boto3.resource", "resource"],
  ["pypi:boto3.Session", "session"],
  ["pypi:boto3.session.Session", "session"],
  ["pypi:boto3.Session().client", "client"],
  ["pypi:boto3.Session().resource", "resource"],
  ["pypi:boto3.session.Session().client", "client"],
  ["pypi:boto3.session.Session().resource", "resource"],
  ["pypi:boto3.DEFAULT_SESSION.client", "client"],
  ["pypi:botocore.session.get_session", "session"],
  ["pypi:botocore.session.Session", "session"],
  ["pypi:botocore.session.get_session().create_client", "client"],
  ["pypi:botocore.session.Session().create_client", "client"],
]);

/** Names exported by `aws-sdk` v2 that begin with a capital and are no service. */
const NO_SERVICE_V2 =
  /^(Config|ConfigurationOptions|Credentials|CredentialProviderChain|Endpoint|HttpClient|HttpRequest|HttpResponse|IniLoader|MetadataService|Request|Response|Service|Signers|Token|TokenProviderChain|EventListeners|XML|JSON|AbortController|NodeHttpClient|.*Credentials)$/;

const DOCUMENT_CLIENTS = new Set([
  "npm:@aws-sdk/lib-dynamodb.DynamoDBDocumentClient.from",
  "npm:@aws-sdk/lib-dynamodb.DynamoDBDocument.from",
]);

/** @param name a qualified name, see `lookUp`. */
export function sdkEntry(name: string): Entry | undefined {
  const python = PYTHON_FACTORIES.get(name);
  if (python !== undefined) return { role: "sdk-client", driver: python };
  if (DOCUMENT_CLIENTS.has(name)) return { role: "sdk-client", driver: "document-client" };
  if (name.startsWith("npm:@aws-sdk/client-")) return clientV3(name.slice("npm:@aws-sdk/client-".length));
  if (name.startsWith("npm:aws-sdk")) return clientV2(name.slice("npm:aws-sdk".length));
  return undefined;
}

/** @param rest `s3.S3Client`, `secrets-manager.SecretsManager`. */
function clientV3(rest: string): Entry | undefined {
  const dot = rest.indexOf(".");
  if (dot < 0 || rest.includes("(")) return undefined;
  const service = rest.slice(0, dot);
  const exported = rest.slice(dot + 1);
  if (exported.includes(".")) return undefined;
  const aggregated = exported.toLowerCase() === service.replaceAll("-", "");
  return aggregated || /^[A-Z]\w*Client$/.test(exported) ? { role: "sdk-client", driver: "client" } : undefined;
}

/** @param rest `.S3`, `.DynamoDB.DocumentClient`, `/clients/s3`, `/clients/dynamodb.DocumentClient`. */
function clientV2(rest: string): Entry | undefined {
  const exported = /^(?:\.([A-Z]\w*)|\/clients\/[a-z0-9]+)(?:\.(DocumentClient|ManagedUpload))?$/.exec(rest);
  if (exported === null || exported[2] === "ManagedUpload") return undefined;
  if (exported[1] !== undefined && NO_SERVICE_V2.test(exported[1])) return undefined;
  return { role: "sdk-client", driver: exported[2] === undefined ? "client" : "document-client" };
}
