/** Which IAM actions a call of the AWS SDK needs. Most are named like the operation; the table holds those that are not. */
import { type CallDetails, operationOf, type SdkOperation } from "./sdkOperations.ts";

export interface IamUse {
  /** Without these the call is refused. */
  readonly needs: readonly string[];
  /** These it may use as well, depending on what it is given; a policy that has them is not too wide. */
  readonly mayUse: readonly string[];
}

/** `operation: what it needs ? what it may use`; nothing for what everybody may. */
const EXCEPTIONS = `
bedrock:Converse: bedrock:InvokeModel ? bedrock:ApplyGuardrail
bedrock:ConverseStream: bedrock:InvokeModelWithResponseStream ? bedrock:ApplyGuardrail bedrock:InvokeModel
bedrock:InvokeModel: bedrock:InvokeModel ? bedrock:ApplyGuardrail
bedrock:StartAsyncInvoke: bedrock:InvokeModel
bedrock:InvokeModelWithBidirectionalStream: bedrock:InvokeModel
bedrock:RetrieveAndGenerateStream: bedrock:RetrieveAndGenerate ? bedrock:Retrieve bedrock:InvokeModel
bedrock:RetrieveAndGenerate: bedrock:RetrieveAndGenerate ? bedrock:Retrieve bedrock:InvokeModel
comprehendmedical:DetectEntities: comprehendmedical:DetectEntitiesV2
cognito-identity:GetCredentialsForIdentity:
cognito-identity:GetId:
cognito-identity:GetOpenIdToken:
dynamodb:BatchExecuteStatement: ? dynamodb:PartiQLSelect dynamodb:PartiQLInsert dynamodb:PartiQLUpdate dynamodb:PartiQLDelete
dynamodb:ExecuteStatement: ? dynamodb:PartiQLSelect dynamodb:PartiQLInsert dynamodb:PartiQLUpdate dynamodb:PartiQLDelete
dynamodb:ExecuteTransaction: ? dynamodb:PartiQLSelect dynamodb:PartiQLInsert dynamodb:PartiQLUpdate dynamodb:PartiQLDelete
dynamodb:TransactGetItems: dynamodb:GetItem
dynamodb:TransactWriteItems: ? dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:ConditionCheckItem
ecs:RunTask: ecs:RunTask ? iam:PassRole ecs:TagResource
events:PutTargets: events:PutTargets ? iam:PassRole
kms:ReEncrypt: kms:ReEncryptFrom kms:ReEncryptTo
lambda:CreateFunction: lambda:CreateFunction iam:PassRole
lambda:Invoke: lambda:InvokeFunction
lambda:InvokeAsync: lambda:InvokeFunction
lambda:InvokeWithResponseStream: lambda:InvokeFunction
s3:CompleteMultipartUpload: s3:PutObject
s3:CopyObject: s3:GetObject s3:PutObject ? s3:GetObjectTagging s3:PutObjectTagging s3:GetObjectVersion
s3:CreateMultipartUpload: s3:PutObject
s3:DeleteBucketCors: s3:PutBucketCORS
s3:DeleteBucketEncryption: s3:PutEncryptionConfiguration
s3:CreateSession: s3express:CreateSession
s3:DeleteBucketOwnershipControls: s3:PutBucketOwnershipControls
s3:DeleteBucketReplication: s3:PutReplicationConfiguration
s3:DeletePublicAccessBlock: s3:PutBucketPublicAccessBlock
s3:ListDirectoryBuckets: s3express:ListAllMyDirectoryBuckets
s3:DeleteBucketTagging: s3:PutBucketTagging
s3:DeleteObject: s3:DeleteObject ? s3:DeleteObjectVersion
s3:DeleteObjects: s3:DeleteObject ? s3:DeleteObjectVersion
s3:GetBucketEncryption: s3:GetEncryptionConfiguration
s3:GetBucketNotificationConfiguration: s3:GetBucketNotification
s3:GetBucketReplication: s3:GetReplicationConfiguration
s3:GetObject: s3:GetObject ? s3:GetObjectVersion s3:ListBucket
s3:GetObjectLockConfiguration: s3:GetBucketObjectLockConfiguration
s3:GetPublicAccessBlock: s3:GetBucketPublicAccessBlock
s3:HeadBucket: s3:ListBucket
s3:HeadObject: s3:GetObject ? s3:GetObjectVersion s3:ListBucket
s3:ListBuckets: s3:ListAllMyBuckets
s3:ListMultipartUploads: s3:ListBucketMultipartUploads
s3:ListObjectVersions: s3:ListBucketVersions
s3:ListObjects: s3:ListBucket
s3:ListObjectsV2: s3:ListBucket
s3:ListParts: s3:ListMultipartUploadParts
s3:PutBucketEncryption: s3:PutEncryptionConfiguration
s3:PutBucketNotificationConfiguration: s3:PutBucketNotification
s3:PutBucketReplication: s3:PutReplicationConfiguration
s3:PutObject: s3:PutObject ? s3:PutObjectAcl s3:PutObjectTagging s3:AbortMultipartUpload
s3:PutObjectLockConfiguration: s3:PutBucketObjectLockConfiguration
s3:PutPublicAccessBlock: s3:PutBucketPublicAccessBlock
s3:SelectObjectContent: s3:GetObject
s3:UploadPart: s3:PutObject
s3:UploadPartCopy: s3:GetObject s3:PutObject
s3:WriteGetObjectResponse: s3-object-lambda:WriteGetObjectResponse
scheduler:CreateSchedule: scheduler:CreateSchedule iam:PassRole
scheduler:UpdateSchedule: scheduler:UpdateSchedule iam:PassRole
ses:SendEmail: ses:SendEmail ? ses:SendRawEmail ses:SendTemplatedEmail
sns:PublishBatch: sns:Publish
sqs:ChangeMessageVisibilityBatch: sqs:ChangeMessageVisibility
sqs:DeleteMessageBatch: sqs:DeleteMessage
sqs:SendMessageBatch: sqs:SendMessage
states:CreateStateMachine: states:CreateStateMachine iam:PassRole
sts:GetCallerIdentity:
sts:GetSessionToken:
timestream:Query: timestream:Select
transcribe:StartTranscriptionJob: transcribe:StartTranscriptionJob ? s3:GetObject s3:PutObject iam:PassRole
`;

/** Operations that the users of an application call with a token: a role has no say. */
const FOR_USERS =
  /^cognito-idp:(?:AssociateSoftwareToken|ChangePassword|Confirm(?:Device|ForgotPassword|SignUp)|DeleteUser(?:Attributes)?|ForgetDevice|ForgotPassword|GetDevice|GetUser(?:AttributeVerificationCode)?|GlobalSignOut|InitiateAuth|ListDevices|ResendConfirmationCode|RespondToAuthChallenge|RevokeToken|SetUser(?:MFAPreference|Settings)|SignUp|UpdateDeviceStatus|UpdateUserAttributes|VerifySoftwareToken|VerifyUserAttribute)$/i;

/** Of these S3 has one action to read and one to write. */
const BUCKET_CONFIGURATION =
  /^s3:(Get|List|Put|Delete)Bucket(Accelerate|Analytics|IntelligentTiering|Inventory|Lifecycle|Metrics)(?:Configurations?)?$/;

const NOTHING: IamUse = { needs: [], mayUse: [] };

let table: ReadonlyMap<string, IamUse> | undefined;

/** Undefined for what is no call of an SDK, and for services whose actions are not named like operations (API Gateway's are verbs). */
export function iamUseOf(name: string, details: CallDetails = {}): IamUse | undefined {
  const operation = operationOf(name, details);
  return operation && iamUse(operation);
}

export function iamUse({ service, operation }: SdkOperation): IamUse {
  const action = `${service}:${operation}`;
  if (service === "execute-api") return { needs: ["execute-api:ManageConnections"], mayUse: [] };
  if (FOR_USERS.test(action)) return NOTHING;
  const configuration = BUCKET_CONFIGURATION.exec(action);
  if (configuration !== null) {
    const verb = /Get|List/.test(configuration[1] ?? "") ? "Get" : "Put";
    return { needs: [`s3:${verb}${configuration[2]}Configuration`], mayUse: [] };
  }
  table ??= readTable(EXCEPTIONS);
  return table.get(action.toLowerCase()) ?? { needs: [action], mayUse: [] };
}

function readTable(text: string): ReadonlyMap<string, IamUse> {
  const lines = text.trim().split("\n");
  return new Map(
    lines.map((line) => {
      const [, key = "", needs = "", mayUse = ""] = /^(\S+):(?: ([^?]*))?(?:\? (.*))?$/.exec(line) ?? [];
      return [key.toLowerCase(), { needs: split(needs), mayUse: split(mayUse) }];
    }),
  );
}

function split(text: string): string[] {
  return text.split(" ").filter((word) => word !== "");
}
