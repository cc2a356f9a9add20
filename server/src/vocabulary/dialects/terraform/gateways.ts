import type { TerraformType } from "./type.ts";

/** APIs and load balancers. */
export const gateways: Readonly<Record<string, TerraformType>> = {
  aws_api_gateway_rest_api: {
    canonical: "AWS::ApiGateway::RestApi",
    blocks: ["endpoint_configuration"],
    json: ["policy"],
  },
  aws_api_gateway_resource: { canonical: "AWS::ApiGateway::Resource", names: { rest_api_id: "RestApiId", parent_id: "ParentId" } },
  aws_api_gateway_method: { canonical: "AWS::ApiGateway::Method", names: { authorization: "AuthorizationType" } },
  aws_api_gateway_integration: {
    canonical: "aws_api_gateway_integration",
    names: { timeout_milliseconds: "TimeoutInMillis" },
  },
  aws_api_gateway_authorizer: { canonical: "AWS::ApiGateway::Authorizer" },
  aws_api_gateway_deployment: { canonical: "AWS::ApiGateway::Deployment", ignored: ["triggers"] },
  aws_api_gateway_stage: {
    canonical: "AWS::ApiGateway::Stage",
    names: { xray_tracing_enabled: "TracingEnabled", access_log_settings: "AccessLogSetting" },
    blocks: ["access_log_settings", "canary_settings"],
  },
  aws_api_gateway_method_settings: {
    canonical: "aws_api_gateway_method_settings",
    names: { "settings.caching_enabled": "CachingEnabled" },
    blocks: ["settings"],
  },
  aws_apigatewayv2_api: {
    canonical: "AWS::ApiGatewayV2::Api",
    names: { cors_configuration: "CorsConfiguration" },
    blocks: ["cors_configuration"],
  },
  aws_apigatewayv2_stage: {
    canonical: "AWS::ApiGatewayV2::Stage",
    names: { name: "StageName" },
    blocks: ["access_log_settings", "default_route_settings", "route_settings"],
    lists: ["route_settings"],
  },
  aws_apigatewayv2_route: { canonical: "AWS::ApiGatewayV2::Route" },
  aws_apigatewayv2_integration: {
    canonical: "AWS::ApiGatewayV2::Integration",
    names: { timeout_milliseconds: "TimeoutInMillis" },
    blocks: ["tls_config", "response_parameters"],
    lists: ["response_parameters"],
  },
  aws_apigatewayv2_authorizer: { canonical: "AWS::ApiGatewayV2::Authorizer", blocks: ["jwt_configuration"] },
  aws_lb_target_group: { canonical: "AWS::ElasticLoadBalancingV2::TargetGroup", blocks: ["health_check"] },
  aws_alb_target_group: { canonical: "AWS::ElasticLoadBalancingV2::TargetGroup", blocks: ["health_check"] },
  aws_lb_target_group_attachment: { canonical: "aws_lb_target_group_attachment" },
  aws_alb_target_group_attachment: { canonical: "aws_lb_target_group_attachment" },
  aws_lb_listener_rule: {
    canonical: "AWS::ElasticLoadBalancingV2::ListenerRule",
    names: { action: "Actions", condition: "Conditions" },
    blocks: ["action", "condition", "condition.path_pattern", "condition.host_header"],
    lists: ["action", "condition"],
  },
  aws_lb_listener: {
    canonical: "AWS::ElasticLoadBalancingV2::Listener",
    names: { default_action: "DefaultActions" },
    blocks: ["default_action"],
    lists: ["default_action"],
  },
};
