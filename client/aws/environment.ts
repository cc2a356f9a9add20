/** What environment and shared configuration files say: profile, region, endpoints. Read anew for each connection, and not kept. */
import path from "node:path";
import { getHomeDir, parseKnownFiles } from "@smithy/shared-ini-file-loader";
import type { Service } from "./actions.ts";
import type { ConnectionOptions, Profile } from "./contract.ts";
import { Failure } from "./failure.ts";
import { badEndpoint, missingSection, noRegion, unknownProfile } from "./failures/credentials.ts";

type Section = Readonly<Record<string, string | undefined>>;
type Sections = Readonly<Record<string, Section>>;

/** Where the shared files are, in the terms of the SDK's credential providers. */
export interface SharedFiles {
  readonly filepath: string;
  readonly configFilepath: string;
  /** The SDK keeps what it has read for as long as the process lives; a new login is to be seen. */
  readonly ignoreCache: true;
}

/** Where requests go, and as whom. */
export interface Target {
  /** As it is shown: `default` where nothing names one. */
  readonly profile: string;
  readonly kind: Profile["kind"] | undefined;
  /** The option or the environment names it, so that keys in the environment do not count. */
  readonly isNamed: boolean;
  readonly region: string;
  /** Undefined: AWS itself. */
  readonly endpoints: Readonly<Record<Service, URL | undefined>>;
  readonly useFips: boolean;
  readonly useDualStack: boolean;
  readonly files: SharedFiles;
}

/**
 * Resolves profile, region and endpoints as the AWS CLI does.
 * @throws Failure where the profile is unknown, no region is named, or an endpoint is none.
 */
export async function resolveTarget(options: ConnectionOptions): Promise<Target> {
  const { environment } = options;
  const files = sharedFiles(environment);
  const sections = await readSections(files);
  const named = options.profile || environment.AWS_PROFILE || undefined;
  const profile = named ?? "default";
  const section = isProfile(profile) && Object.hasOwn(sections, profile) ? sections[profile] : undefined;
  if (named !== undefined && section === undefined) throw new Failure(unknownProfile(profile));
  if (section?.sso_session !== undefined && !sections[`sso-session.${section.sso_session}`]) {
    throw new Failure(missingSection(profile, "sso-session"));
  }
  const region = options.region || environment.AWS_REGION || environment.AWS_DEFAULT_REGION || section?.region;
  if (!region) throw new Failure(noRegion(profile));
  return {
    profile,
    kind: section && kindOf(section),
    isNamed: named !== undefined,
    region,
    endpoints: endpointsOf(options, profile, sections),
    useFips: isOn(environment.AWS_USE_FIPS_ENDPOINT ?? section?.use_fips_endpoint),
    useDualStack: isOn(environment.AWS_USE_DUALSTACK_ENDPOINT ?? section?.use_dualstack_endpoint),
    files,
  };
}

/** See `AwsModule.profiles`. */
export async function profilesOf(environment: NodeJS.ProcessEnv): Promise<readonly Profile[]> {
  const sections = await readSections(sharedFiles(environment));
  return Object.entries(sections)
    .filter(([name]) => isProfile(name))
    .map(([name, section]) => ({ name, region: section.region, kind: kindOf(section) }));
}

/** Other kinds of sections have their kind before a dot. */
function isProfile(section: string): boolean {
  return !/^(?:services|sso-session|profile)\./.test(section);
}

function sharedFiles(environment: NodeJS.ProcessEnv): SharedFiles {
  const folder = path.join(environment.HOME || environment.USERPROFILE || getHomeDir(), ".aws");
  return {
    filepath: environment.AWS_SHARED_CREDENTIALS_FILE || path.join(folder, "credentials"),
    configFilepath: environment.AWS_CONFIG_FILE || path.join(folder, "config"),
    ignoreCache: true,
  };
}

async function readSections(files: SharedFiles): Promise<Sections> {
  return parseKnownFiles(files);
}

function kindOf(section: Section): Profile["kind"] {
  if (section.role_arn) return "role";
  if (section.sso_session || section.sso_start_url) return "sso";
  if (section.credential_process) return "process";
  if (section.login_session) return "login";
  return section.aws_access_key_id ? "keys" : "other";
}

/** As https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html names the services: in variables, and in `services` sections. */
const serviceIds: Readonly<Record<Service, string>> = {
  lambda: "lambda",
  cloudwatch: "cloudwatch",
  logs: "cloudwatch_logs",
  tagging: "resource_groups_tagging_api",
};

function endpointsOf(options: ConnectionOptions, profile: string, sections: Sections): Target["endpoints"] {
  const resolve = (service: Service): URL | undefined => {
    const configured = options.endpoint || configuredEndpoint(serviceIds[service], options.environment, profile, sections);
    return configured ? parseEndpoint(configured) : undefined;
  };
  return { lambda: resolve("lambda"), cloudwatch: resolve("cloudwatch"), logs: resolve("logs"), tagging: resolve("tagging") };
}

function configuredEndpoint(id: string, environment: NodeJS.ProcessEnv, profile: string, sections: Sections): string | undefined {
  const section = sections[profile];
  if (isOn(environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? section?.ignore_configured_endpoint_urls)) return undefined;
  const fromEnvironment = environment[`AWS_ENDPOINT_URL_${id.toUpperCase()}`] || environment.AWS_ENDPOINT_URL;
  if (fromEnvironment) return fromEnvironment;
  const services = section?.services;
  if (services === undefined) return section?.endpoint_url;
  const own = sections[`services.${services}`];
  if (!own) throw new Failure(missingSection(profile, "services"));
  return own[`${id}.endpoint_url`] || section?.endpoint_url;
}

function parseEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Failure(badEndpoint());
  return url;
}

function isOn(value: string | undefined): boolean {
  return value?.toLowerCase() === "true";
}
