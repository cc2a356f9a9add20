// Written by `npm run generate`; do not edit.
import type { Rule } from "./rule.ts";
import { aliasIgnoresConfigChange } from "./deployment/alias-ignores-config-change.ts";
import { apiAccessLogMissing } from "./observability/api-access-log-missing.ts";
import { apiDefaultThrottling } from "./event-source/api-default-throttling.ts";
import { apiLogNotStructured } from "./observability/api-log-not-structured.ts";
import { apiResponseShape } from "./event-source/api-response-shape.ts";
import { apiRouteNoAuth } from "./event-source/api-route-no-auth.ts";
import { apiTimeoutExceedsIntegration } from "./event-source/api-timeout-exceeds-integration.ts";
import { apiTracingDisabled } from "./observability/api-tracing-disabled.ts";
import { asyncEventLimitsUnset } from "./errors/async-event-limits-unset.ts";
import { asyncNoFailureDestination } from "./errors/async-no-failure-destination.ts";
import { batchResponseNotEnabled } from "./errors/batch-response-not-enabled.ts";
import { batchResponseNotReturned } from "./errors/batch-response-not-returned.ts";
import { batchSizeOne } from "./cost/batch-size-one.ts";
import { batchWithoutPartialFailure } from "./errors/batch-without-partial-failure.ts";
import { callbackWaitsEmptyLoop } from "./database/callback-waits-empty-loop.ts";
import { canaryWithoutAlarms } from "./deployment/canary-without-alarms.ts";
import { catchAllRoute } from "./single-purpose/catch-all-route.ts";
import { cdkFloatingRuntime } from "./deployment/cdk-floating-runtime.ts";
import { clientTimeoutExceedsFunctionTimeout } from "./errors/client-timeout-exceeds-function-timeout.ts";
import { codeSigningMissing } from "./security/code-signing-missing.ts";
import { codeVsRuntimeFeature } from "./security/code-vs-runtime-feature.ts";
import { crossAccountLayer } from "./security/cross-account-layer.ts";
import { dbConnectPerInvocation } from "./database/db-connect-per-invocation.ts";
import { dbDirectWithoutProxy } from "./database/db-direct-without-proxy.ts";
import { dbWriterWithoutConcurrencyCap } from "./database/db-writer-without-concurrency-cap.ts";
import { debugLoggingInProd } from "./observability/debug-logging-in-prod.ts";
import { defaultMemory } from "./initialization/default-memory.ts";
import { defaultTimeout } from "./initialization/default-timeout.ts";
import { dependencyNotPackaged } from "./deployment/dependency-not-packaged.ts";
import { deployedColdStarts } from "./cost/deployed-cold-starts.ts";
import { deployedDlqNotEmpty } from "./cost/deployed-dlq-not-empty.ts";
import { deployedErrorRate } from "./cost/deployed-error-rate.ts";
import { deployedIteratorAge } from "./cost/deployed-iterator-age.ts";
import { deployedMemoryHigh } from "./cost/deployed-memory-high.ts";
import { deployedMemoryOverprovisioned } from "./cost/deployed-memory-overprovisioned.ts";
import { deployedNearTimeout } from "./cost/deployed-near-timeout.ts";
import { deployedUnusedFunction } from "./cost/deployed-unused-function.ts";
import { deprecatedRuntime } from "./security/deprecated-runtime.ts";
import { dlqIsOwnSource } from "./errors/dlq-is-own-source.ts";
import { dlqNoAlarm } from "./observability/dlq-no-alarm.ts";
import { envNotCmkEncrypted } from "./security/env-not-cmk-encrypted.ts";
import { envSizeLimit } from "./security/env-size-limit.ts";
import { envVarUndeclared } from "./deployment/env-var-undeclared.ts";
import { envVarUnused } from "./deployment/env-var-unused.ts";
import { ephemeralStorageMismatch } from "./cost/ephemeral-storage-mismatch.ts";
import { esmNoFailureDestination } from "./errors/esm-no-failure-destination.ts";
import { esmNoFilter } from "./cost/esm-no-filter.ts";
import { esmStartingPositionMissing } from "./event-source/esm-starting-position-missing.ts";
import { esmStartingPositionOnSqs } from "./event-source/esm-starting-position-on-sqs.ts";
import { eventShapeMismatch } from "./event-source/event-shape-mismatch.ts";
import { eventbridgeTargetNoDlq } from "./event-source/eventbridge-target-no-dlq.ts";
import { fifoSendWithoutDedupId } from "./idempotency/fifo-send-without-dedup-id.ts";
import { functionUrlNoAuth } from "./security/function-url-no-auth.ts";
import { functionUrlOpenCors } from "./security/function-url-open-cors.ts";
import { handlerNotFound } from "./deployment/handler-not-found.ts";
import { handlerUntested } from "./testing/handler-untested.ts";
import { hardcodedSecret } from "./security/hardcoded-secret.ts";
import { iamPrivilegeEscalation } from "./security/iam-privilege-escalation.ts";
import { iamWildcardAction } from "./security/iam-wildcard-action.ts";
import { iamWildcardResource } from "./security/iam-wildcard-resource.ts";
import { idempotencyTableNoTtl } from "./idempotency/idempotency-table-no-ttl.ts";
import { imageWithZipProperties } from "./deployment/image-with-zip-properties.ts";
import { inlineZipfileRuntime } from "./deployment/inline-zipfile-runtime.ts";
import { integrationTargetsLatest } from "./deployment/integration-targets-latest.ts";
import { layerArnInvalid } from "./deployment/layer-arn-invalid.ts";
import { logFormatNotJson } from "./observability/log-format-not-json.ts";
import { logGroupNotDeclared } from "./observability/log-group-not-declared.ts";
import { logSubscriptionLimit } from "./event-source/log-subscription-limit.ts";
import { loglevelWithTextFormat } from "./observability/loglevel-with-text-format.ts";
import { logsPermissionMissingAsterisk } from "./event-source/logs-permission-missing-asterisk.ts";
import { longRunningWorkload } from "./event-source/long-running-workload.ts";
import { managedInstanceSharedState } from "./stateless/managed-instance-shared-state.ts";
import { managedPolicyTooBroad } from "./security/managed-policy-too-broad.ts";
import { memoryMaxed } from "./cost/memory-maxed.ts";
import { missingPermission } from "./security/missing-permission.ts";
import { monolithicTypeSwitch } from "./single-purpose/monolithic-type-switch.ts";
import { mutableModuleState } from "./stateless/mutable-module-state.ts";
import { noAlarms } from "./observability/no-alarms.ts";
import { noAlias } from "./deployment/no-alias.ts";
import { noCostAlarm } from "./observability/no-cost-alarm.ts";
import { noGradualDeployment } from "./deployment/no-gradual-deployment.ts";
import { noIntegrationTests } from "./testing/no-integration-tests.ts";
import { noLogRetention } from "./observability/no-log-retention.ts";
import { noLogsPermission } from "./observability/no-logs-permission.ts";
import { noReservedConcurrency } from "./concurrency/no-reserved-concurrency.ts";
import { noTags } from "./cost/no-tags.ts";
import { node24CallbackHandler } from "./errors/node24-callback-handler.ts";
import { notInVpc } from "./security/not-in-vpc.ts";
import { packageBloat } from "./initialization/package-bloat.ts";
import { packageTooLarge } from "./initialization/package-too-large.ts";
import { permissionMultiplePrincipals } from "./security/permission-multiple-principals.ts";
import { permissionNoSource } from "./security/permission-no-source.ts";
import { permissionNotInvoke } from "./security/permission-not-invoke.ts";
import { permissionPlaintextEventToken } from "./security/permission-plaintext-event-token.ts";
import { permissionPrincipalSourceMismatch } from "./event-source/permission-principal-source-mismatch.ts";
import { provisionedConcurrencyNeedsAlias } from "./concurrency/provisioned-concurrency-needs-alias.ts";
import { provisionedConcurrencyUnneeded } from "./concurrency/provisioned-concurrency-unneeded.ts";
import { publicInvokePermission } from "./security/public-invoke-permission.ts";
import { queueTopicUnencrypted } from "./security/queue-topic-unencrypted.ts";
import { recursionProtectionDisabled } from "./cost/recursion-protection-disabled.ts";
import { recursiveDynamodbStream } from "./cost/recursive-dynamodb-stream.ts";
import { recursiveQueueOrTopic } from "./cost/recursive-queue-or-topic.ts";
import { recursiveS3Trigger } from "./cost/recursive-s3-trigger.ts";
import { requestStateInGlobal } from "./stateless/request-state-in-global.ts";
import { reservedBelowEsmConcurrency } from "./concurrency/reserved-below-esm-concurrency.ts";
import { reservedConcurrencyZero } from "./concurrency/reserved-concurrency-zero.ts";
import { reservedEnvInTemplate } from "./security/reserved-env-in-template.ts";
import { runtimeDeprecationSoon } from "./security/runtime-deprecation-soon.ts";
import { runtimeNotLatest } from "./security/runtime-not-latest.ts";
import { s3EventNoFilter } from "./cost/s3-event-no-filter.ts";
import { scheduleTooFrequent } from "./cost/schedule-too-frequent.ts";
import { sdkClientInHandler } from "./initialization/sdk-client-in-handler.ts";
import { secretInEnv } from "./security/secret-in-env.ts";
import { secretNamedEnvPlain } from "./security/secret-named-env-plain.ts";
import { sfnTaskNoRetry } from "./event-source/sfn-task-no-retry.ts";
import { sfnTaskNoTimeout } from "./event-source/sfn-task-no-timeout.ts";
import { sfnTracingLoggingDisabled } from "./observability/sfn-tracing-logging-disabled.ts";
import { sharedCodePackage } from "./single-purpose/shared-code-package.ts";
import { sharedIamRole } from "./security/shared-iam-role.ts";
import { snapstartNotEnabled } from "./initialization/snapstart-not-enabled.ts";
import { snapstartUnsupportedRuntime } from "./initialization/snapstart-unsupported-runtime.ts";
import { snapstartWithoutVersion } from "./initialization/snapstart-without-version.ts";
import { snsSubscriptionNoRedrive } from "./event-source/sns-subscription-no-redrive.ts";
import { sqsBatchSizeNeedsWindow } from "./event-source/sqs-batch-size-needs-window.ts";
import { sqsDlqTypeMismatch } from "./event-source/sqs-dlq-type-mismatch.ts";
import { sqsEsmNoMaximumConcurrency } from "./concurrency/sqs-esm-no-maximum-concurrency.ts";
import { sqsFifoBatchSize } from "./event-source/sqs-fifo-batch-size.ts";
import { sqsMaxReceiveCountTooLow } from "./event-source/sqs-max-receive-count-too-low.ts";
import { sqsNoRedrivePolicy } from "./event-source/sqs-no-redrive-policy.ts";
import { streamEsmUnboundedRetry } from "./event-source/stream-esm-unbounded-retry.ts";
import { throttled } from "./concurrency/throttled.ts";
import { tooManyVersions } from "./cost/too-many-versions.ts";
import { tracerWithoutActiveTracing } from "./observability/tracer-without-active-tracing.ts";
import { tracingDisabled } from "./observability/tracing-disabled.ts";
import { unbundledNodeModules } from "./initialization/unbundled-node-modules.ts";
import { unrelatedEventSources } from "./single-purpose/unrelated-event-sources.ts";
import { visibilityTimeoutTooShort } from "./event-source/visibility-timeout-too-short.ts";
import { vpcRoleMissingEniPermissions } from "./security/vpc-role-missing-eni-permissions.ts";
import { vpcSingleAz } from "./security/vpc-single-az.ts";
import { vpcUnneeded } from "./security/vpc-unneeded.ts";
import { x86Architecture } from "./cost/x86-architecture.ts";
import { zipMissingHandlerOrRuntime } from "./deployment/zip-missing-handler-or-runtime.ts";

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  aliasIgnoresConfigChange,
  apiAccessLogMissing,
  apiDefaultThrottling,
  apiLogNotStructured,
  apiResponseShape,
  apiRouteNoAuth,
  apiTimeoutExceedsIntegration,
  apiTracingDisabled,
  asyncEventLimitsUnset,
  asyncNoFailureDestination,
  batchResponseNotEnabled,
  batchResponseNotReturned,
  batchSizeOne,
  batchWithoutPartialFailure,
  callbackWaitsEmptyLoop,
  canaryWithoutAlarms,
  catchAllRoute,
  cdkFloatingRuntime,
  clientTimeoutExceedsFunctionTimeout,
  codeSigningMissing,
  codeVsRuntimeFeature,
  crossAccountLayer,
  dbConnectPerInvocation,
  dbDirectWithoutProxy,
  dbWriterWithoutConcurrencyCap,
  debugLoggingInProd,
  defaultMemory,
  defaultTimeout,
  dependencyNotPackaged,
  deployedColdStarts,
  deployedDlqNotEmpty,
  deployedErrorRate,
  deployedIteratorAge,
  deployedMemoryHigh,
  deployedMemoryOverprovisioned,
  deployedNearTimeout,
  deployedUnusedFunction,
  deprecatedRuntime,
  dlqIsOwnSource,
  dlqNoAlarm,
  envNotCmkEncrypted,
  envSizeLimit,
  envVarUndeclared,
  envVarUnused,
  ephemeralStorageMismatch,
  esmNoFailureDestination,
  esmNoFilter,
  esmStartingPositionMissing,
  esmStartingPositionOnSqs,
  eventShapeMismatch,
  eventbridgeTargetNoDlq,
  fifoSendWithoutDedupId,
  functionUrlNoAuth,
  functionUrlOpenCors,
  handlerNotFound,
  handlerUntested,
  hardcodedSecret,
  iamPrivilegeEscalation,
  iamWildcardAction,
  iamWildcardResource,
  idempotencyTableNoTtl,
  imageWithZipProperties,
  inlineZipfileRuntime,
  integrationTargetsLatest,
  layerArnInvalid,
  logFormatNotJson,
  logGroupNotDeclared,
  logSubscriptionLimit,
  loglevelWithTextFormat,
  logsPermissionMissingAsterisk,
  longRunningWorkload,
  managedInstanceSharedState,
  managedPolicyTooBroad,
  memoryMaxed,
  missingPermission,
  monolithicTypeSwitch,
  mutableModuleState,
  noAlarms,
  noAlias,
  noCostAlarm,
  noGradualDeployment,
  noIntegrationTests,
  noLogRetention,
  noLogsPermission,
  noReservedConcurrency,
  noTags,
  node24CallbackHandler,
  notInVpc,
  packageBloat,
  packageTooLarge,
  permissionMultiplePrincipals,
  permissionNoSource,
  permissionNotInvoke,
  permissionPlaintextEventToken,
  permissionPrincipalSourceMismatch,
  provisionedConcurrencyNeedsAlias,
  provisionedConcurrencyUnneeded,
  publicInvokePermission,
  queueTopicUnencrypted,
  recursionProtectionDisabled,
  recursiveDynamodbStream,
  recursiveQueueOrTopic,
  recursiveS3Trigger,
  requestStateInGlobal,
  reservedBelowEsmConcurrency,
  reservedConcurrencyZero,
  reservedEnvInTemplate,
  runtimeDeprecationSoon,
  runtimeNotLatest,
  s3EventNoFilter,
  scheduleTooFrequent,
  sdkClientInHandler,
  secretInEnv,
  secretNamedEnvPlain,
  sfnTaskNoRetry,
  sfnTaskNoTimeout,
  sfnTracingLoggingDisabled,
  sharedCodePackage,
  sharedIamRole,
  snapstartNotEnabled,
  snapstartUnsupportedRuntime,
  snapstartWithoutVersion,
  snsSubscriptionNoRedrive,
  sqsBatchSizeNeedsWindow,
  sqsDlqTypeMismatch,
  sqsEsmNoMaximumConcurrency,
  sqsFifoBatchSize,
  sqsMaxReceiveCountTooLow,
  sqsNoRedrivePolicy,
  streamEsmUnboundedRetry,
  throttled,
  tooManyVersions,
  tracerWithoutActiveTracing,
  tracingDisabled,
  unbundledNodeModules,
  unrelatedEventSources,
  visibilityTimeoutTooShort,
  vpcRoleMissingEniPermissions,
  vpcSingleAz,
  vpcUnneeded,
  x86Architecture,
  zipMissingHandlerOrRuntime,
];
