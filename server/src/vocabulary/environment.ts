/** Environment variables that are there without a template's saying so, or that something other than the function's code reads. */

/** Set by Lambda, its base images, and the tools that run functions locally. */
const GIVEN =
  /^(AWS_|LAMBDA_|_HANDLER$|_X_AMZN|_LAMBDA|IS_(OFFLINE|LOCAL)$|SLS_|SERVERLESS_|(PATH|HOME|USER|PWD|TZ|LANG|LC_ALL|TMPDIR|LD_LIBRARY_PATH|PYTHONPATH|NODE_PATH|NODE_ENV|NODE_OPTIONS|CI|DEBUG|JEST_WORKER_ID)$)/;

/** Read by runtimes, SDKs, drivers and layers. */
const READ_BY_OTHERS =
  /^(AWS_|LAMBDA_|POWERTOOLS_|DD_|DATADOG_|OTEL_|OPENTELEMETRY_|NEW_RELIC|LUMIGO|SENTRY_|ELASTIC_|DT_|EPSAGON|THUNDRA|SPLUNK_|INSTANA_|HONEYCOMB_|LIBHONEY_|PARAMETERS_SECRETS_|SSM_PARAMETER_STORE_|SECRETS_EXTENSION_|NODE_|NPM_|PYTHON|PIP_|PG[A-Z]+$|MYSQL_|RUST_|JAVA_|DOTNET_|ASPNETCORE_|GO|LD_|LC_|XDG_|MPL|MPLCONFIGDIR|NUMBA_|HF_|TRANSFORMERS_|TORCH|OMP_|OPENBLAS_|PRISMA_|PUPPETEER_|PLAYWRIGHT_|CHROME|FONTCONFIG|DJANGO_|FLASK_|FASTAPI_|RAILS_|LOG_?LEVEL$|DEBUG$|PATH$|HOME$|TZ$|LANG$|CI$|ENV$|STAGE$|ENVIRONMENT$|SERVICE(_NAME)?$|REGION$|FORCE_|NO_COLOR|HTTPS?_PROXY$|NO_PROXY$|SSL_CERT|REQUESTS_CA|CURL_CA|OPENSSL_|PORT$|RUST_LOG$|READINESS_CHECK|ASYNC_INIT$|REMOVE_BASE_PATH$|DATABASE_URL$|GIT_|DEPLOY|BUILD|COMMIT|VERSION|LAST_|FORCE_)/i;

/** Packages that put variables into the environment, from files or from a service. */
const FILLS_ENVIRONMENT =
  /^(dotenv([-/]\w+)?|env-?cmd|dotenv_\w+|decouple|environs|environ|envalid|config|nconf|convict|cross-env|chamber|ssm-?env|aws-env|aws-param-env|\w*doppler\w*|lambda_env|load[-_]?env|@dotenvx\/.*)$/i;

/** Plugins of serverless that give functions variables their service does not name, or put values in when they bundle. */
const FILLING_PLUGINS = /dotenv|\benv\b|-env|env-|webpack|serverless-bundle|secrets|parameters|export|doppler|vault|build-?client/i;

export function isGivenVariable(name: string): boolean {
  return GIVEN.test(name);
}

export function isReadByOthers(name: string): boolean {
  return READ_BY_OTHERS.test(name);
}

export function fillsEnvironment(specifier: string): boolean {
  return FILLS_ENVIRONMENT.test(specifier.replace(/\/.*$/, specifier.startsWith("@") ? "$&" : ""));
}

export function isFillingPlugin(name: string): boolean {
  return FILLING_PLUGINS.test(name);
}
