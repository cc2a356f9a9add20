// Written by `npm run generate`; do not edit.
import type { Rule } from "./rule.ts";
import { aliasIgnoresConfigChange } from "./deployment/alias-ignores-config-change.ts";
import { apiAccessLogMissing } from "./observability/api-access-log-missing.ts";
import { apiLogNotStructured } from "./observability/api-log-not-structured.ts";
import { apiTimeoutExceedsIntegration } from "./event-source/api-timeout-exceeds-integration.ts";
import { apiTracingDisabled } from "./observability/api-tracing-disabled.ts";
import { asyncEventLimitsUnset } from "./errors/async-event-limits-unset.ts";
import { asyncNoFailureDestination } from "./errors/async-no-failure-destination.ts";
import { batchSizeOne } from "./cost/batch-size-one.ts";
import { canaryWithoutAlarms } from "./deployment/canary-without-alarms.ts";
import { catchAllRoute } from "./single-purpose/catch-all-route.ts";
import { cdkFloatingRuntime } from "./deployment/cdk-floating-runtime.ts";
import { codeSigningMissing } from "./security/code-signing-missing.ts";
import { dbConnectPerInvocation } from "./database/db-connect-per-invocation.ts";
import { debugLoggingInProd } from "./observability/debug-logging-in-prod.ts";
import { defaultMemory } from "./initialization/default-memory.ts";
import { defaultTimeout } from "./initialization/default-timeout.ts";
import { deprecatedRuntime } from "./security/deprecated-runtime.ts";
import { dlqIsOwnSource } from "./errors/dlq-is-own-source.ts";
import { dlqNoAlarm } from "./observability/dlq-no-alarm.ts";
import { envNotCmkEncrypted } from "./security/env-not-cmk-encrypted.ts";
import { esmNoFailureDestination } from "./errors/esm-no-failure-destination.ts";
import { esmStartingPositionMissing } from "./event-source/esm-starting-position-missing.ts";
import { esmStartingPositionOnSqs } from "./event-source/esm-starting-position-on-sqs.ts";
import { eventbridgeTargetNoDlq } from "./event-source/eventbridge-target-no-dlq.ts";
import { functionUrlNoAuth } from "./security/function-url-no-auth.ts";
import { functionUrlOpenCors } from "./security/function-url-open-cors.ts";
import { hardcodedSecret } from "./security/hardcoded-secret.ts";
import { imageWithZipProperties } from "./deployment/image-with-zip-properties.ts";
import { inlineZipfileRuntime } from "./deployment/inline-zipfile-runtime.ts";
import { integrationTargetsLatest } from "./deployment/integration-targets-latest.ts";
import { layerArnInvalid } from "./deployment/layer-arn-invalid.ts";
import { logGroupNotDeclared } from "./observability/log-group-not-declared.ts";
import { loglevelWithTextFormat } from "./observability/loglevel-with-text-format.ts";
import { longRunningWorkload } from "./event-source/long-running-workload.ts";
import { memoryMaxed } from "./cost/memory-maxed.ts";
import { monolithicTypeSwitch } from "./single-purpose/monolithic-type-switch.ts";
import { mutableModuleState } from "./stateless/mutable-module-state.ts";
import { noAlarms } from "./observability/no-alarms.ts";
import { noAlias } from "./deployment/no-alias.ts";
import { noGradualDeployment } from "./deployment/no-gradual-deployment.ts";
import { noLogRetention } from "./observability/no-log-retention.ts";
import { noReservedConcurrency } from "./concurrency/no-reserved-concurrency.ts";
import { noTags } from "./cost/no-tags.ts";
import { notInVpc } from "./security/not-in-vpc.ts";
import { provisionedConcurrencyNeedsAlias } from "./concurrency/provisioned-concurrency-needs-alias.ts";
import { provisionedConcurrencyUnneeded } from "./concurrency/provisioned-concurrency-unneeded.ts";
import { queueTopicUnencrypted } from "./security/queue-topic-unencrypted.ts";
import { recursionProtectionDisabled } from "./cost/recursion-protection-disabled.ts";
import { requestStateInGlobal } from "./stateless/request-state-in-global.ts";
import { reservedBelowEsmConcurrency } from "./concurrency/reserved-below-esm-concurrency.ts";
import { reservedConcurrencyZero } from "./concurrency/reserved-concurrency-zero.ts";
import { reservedEnvInTemplate } from "./security/reserved-env-in-template.ts";
import { runtimeDeprecationSoon } from "./security/runtime-deprecation-soon.ts";
import { runtimeNotLatest } from "./security/runtime-not-latest.ts";
import { s3EventNoFilter } from "./cost/s3-event-no-filter.ts";
import { scheduleTooFrequent } from "./cost/schedule-too-frequent.ts";
import { sdkClientInHandler } from "./initialization/sdk-client-in-handler.ts";
import { snapstartNotEnabled } from "./initialization/snapstart-not-enabled.ts";
import { snapstartUnsupportedRuntime } from "./initialization/snapstart-unsupported-runtime.ts";
import { snapstartWithoutVersion } from "./initialization/snapstart-without-version.ts";
import { snsSubscriptionNoRedrive } from "./event-source/sns-subscription-no-redrive.ts";
import { sqsBatchSizeNeedsWindow } from "./event-source/sqs-batch-size-needs-window.ts";
import { sqsDlqTypeMismatch } from "./event-source/sqs-dlq-type-mismatch.ts";
import { sqsFifoBatchSize } from "./event-source/sqs-fifo-batch-size.ts";
import { sqsMaxReceiveCountTooLow } from "./event-source/sqs-max-receive-count-too-low.ts";
import { sqsNoRedrivePolicy } from "./event-source/sqs-no-redrive-policy.ts";
import { streamEsmUnboundedRetry } from "./event-source/stream-esm-unbounded-retry.ts";
import { tracingDisabled } from "./observability/tracing-disabled.ts";
import { unrelatedEventSources } from "./single-purpose/unrelated-event-sources.ts";
import { visibilityTimeoutTooShort } from "./event-source/visibility-timeout-too-short.ts";
import { x86Architecture } from "./cost/x86-architecture.ts";
import { zipMissingHandlerOrRuntime } from "./deployment/zip-missing-handler-or-runtime.ts";

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  aliasIgnoresConfigChange,
  apiAccessLogMissing,
  apiLogNotStructured,
  apiTimeoutExceedsIntegration,
  apiTracingDisabled,
  asyncEventLimitsUnset,
  asyncNoFailureDestination,
  batchSizeOne,
  canaryWithoutAlarms,
  catchAllRoute,
  cdkFloatingRuntime,
  codeSigningMissing,
  dbConnectPerInvocation,
  debugLoggingInProd,
  defaultMemory,
  defaultTimeout,
  deprecatedRuntime,
  dlqIsOwnSource,
  dlqNoAlarm,
  envNotCmkEncrypted,
  esmNoFailureDestination,
  esmStartingPositionMissing,
  esmStartingPositionOnSqs,
  eventbridgeTargetNoDlq,
  functionUrlNoAuth,
  functionUrlOpenCors,
  hardcodedSecret,
  imageWithZipProperties,
  inlineZipfileRuntime,
  integrationTargetsLatest,
  layerArnInvalid,
  logGroupNotDeclared,
  loglevelWithTextFormat,
  longRunningWorkload,
  memoryMaxed,
  monolithicTypeSwitch,
  mutableModuleState,
  noAlarms,
  noAlias,
  noGradualDeployment,
  noLogRetention,
  noReservedConcurrency,
  noTags,
  notInVpc,
  provisionedConcurrencyNeedsAlias,
  provisionedConcurrencyUnneeded,
  queueTopicUnencrypted,
  recursionProtectionDisabled,
  requestStateInGlobal,
  reservedBelowEsmConcurrency,
  reservedConcurrencyZero,
  reservedEnvInTemplate,
  runtimeDeprecationSoon,
  runtimeNotLatest,
  s3EventNoFilter,
  scheduleTooFrequent,
  sdkClientInHandler,
  snapstartNotEnabled,
  snapstartUnsupportedRuntime,
  snapstartWithoutVersion,
  snsSubscriptionNoRedrive,
  sqsBatchSizeNeedsWindow,
  sqsDlqTypeMismatch,
  sqsFifoBatchSize,
  sqsMaxReceiveCountTooLow,
  sqsNoRedrivePolicy,
  streamEsmUnboundedRetry,
  tracingDisabled,
  unrelatedEventSources,
  visibilityTimeoutTooShort,
  x86Architecture,
  zipMissingHandlerOrRuntime,
];
