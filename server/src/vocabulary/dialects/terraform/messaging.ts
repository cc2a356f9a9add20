import type { TerraformType } from "./type.ts";

/** Queues, topics, buses, schedules, streams. */
export const messaging: Readonly<Record<string, TerraformType>> = {
  aws_sqs_queue: {
    canonical: "AWS::SQS::Queue",
    names: {
      name: "QueueName",
      visibility_timeout_seconds: "VisibilityTimeout",
      message_retention_seconds: "MessageRetentionPeriod",
      max_message_size: "MaximumMessageSize",
      receive_wait_time_seconds: "ReceiveMessageWaitTimeSeconds",
      kms_data_key_reuse_period_seconds: "KmsDataKeyReusePeriodSeconds",
    },
    json: ["redrive_policy", "redrive_allow_policy", "policy"],
  },
  aws_sqs_queue_policy: { canonical: "AWS::SQS::QueuePolicy", names: { queue_url: "Queues", policy: "PolicyDocument" }, json: ["policy"] },
  aws_sqs_queue_redrive_policy: { canonical: "aws_sqs_queue_redrive_policy", json: ["redrive_policy"] },
  aws_sns_topic: { canonical: "AWS::SNS::Topic", names: { name: "TopicName" }, json: ["policy", "delivery_policy"] },
  aws_sns_topic_policy: { canonical: "AWS::SNS::TopicPolicy", names: { arn: "Topics", policy: "PolicyDocument" }, json: ["policy"] },
  aws_sns_topic_subscription: {
    canonical: "AWS::SNS::Subscription",
    json: ["redrive_policy", "filter_policy", "delivery_policy"],
    ignored: ["confirmation_timeout_in_minutes", "endpoint_auto_confirms"],
  },
  aws_kinesis_stream: {
    canonical: "AWS::Kinesis::Stream",
    names: { retention_period: "RetentionPeriodHours", "stream_mode_details.stream_mode": "StreamMode" },
    blocks: ["stream_mode_details", "timeouts"],
  },
  aws_cloudwatch_event_rule: { canonical: "AWS::Events::Rule", json: ["event_pattern"] },
  aws_cloudwatch_event_target: {
    canonical: "aws_cloudwatch_event_target",
    names: { target_id: "Id", "input_transformer.input_paths": "InputPathsMap" },
    blocks: ["dead_letter_config", "retry_policy", "input_transformer", "sqs_target", "ecs_target"],
    ignored: ["rule", "event_bus_name"],
  },
  aws_cloudwatch_event_bus: { canonical: "AWS::Events::EventBus" },
  aws_scheduler_schedule: {
    canonical: "AWS::Scheduler::Schedule",
    blocks: ["target", "target.dead_letter_config", "target.retry_policy", "flexible_time_window"],
  },
  aws_pipes_pipe: { canonical: "AWS::Pipes::Pipe" },
  aws_iot_topic_rule: {
    canonical: "AWS::IoT::TopicRule",
    names: {
      name: "RuleName",
      sql: "TopicRulePayload.Sql",
      sql_version: "TopicRulePayload.AwsIotSqlVersion",
      lambda: "TopicRulePayload.Lambda",
    },
    blocks: ["lambda", "sqs", "sns", "error_action", "error_action.lambda"],
    lists: ["lambda"],
  },
  aws_sfn_state_machine: {
    canonical: "AWS::StepFunctions::StateMachine",
    names: { name: "StateMachineName", type: "StateMachineType" },
    blocks: ["logging_configuration", "tracing_configuration", "encryption_configuration"],
    json: ["definition"],
  },
};
