/** The words that names are made of, by what they say of the value. */

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** `key` alone is a key of a map or a bucket as often as not; one of these before it makes it a secret. */
export const KEY_QUALIFIERS = words(`
  api access secret private encryption encrypt encryptor decryption signing sign auth authorization account service
  master subscription app application consumer shared hmac aes cipher crypto fernet storage cosmos server rest admin
  ingest ingestion webhook jwt bot developer deploy ssh rsa pem license insert integration session token maps gmaps
  weather twilio stripe sendgrid mailgun mailchimp algolia datadog openai gpt anthropic google azure aws openweather
  openweathermap owm github slack telegram airtable ifttt pusher pagerduty newrelic relic rapidapi tmdb omdb giphy
  yelp youtube supabase
`);

export const DATABASE = words(`
  db database rds sql mysql mariadb postgres postgresql pg psql mongo mongodb redis redshift oracle mssql sqlserver
  snowflake neo4j cassandra aurora docdb documentdb clickhouse elasticache memcached
`);

/** Before `token`: not a credential but a place in a list, or a number used once. */
export const OTHER_TOKENS = words(`
  next prev previous page pagination continuation cancel cancellation csrf xsrf cursor resume start starting end
  idempotency idempotent design sync request device push registration mint erc20 nft unsubscribe stop special eos bos
  pad mask separator delimiter invalid expired bad wrong expo postman
`);

/** Anywhere in the name: what is public or counterfeit. */
export const NOT_SECRET = words(`
  public pub publishable anon anonymous example sample dummy fake mock mocked test testing placeholder invalid hash
  hashed digest encrypted enc ciphertext masked redacted site partition sort primary foreign cache object s3 bucket
  fingerprint checksum md5 sha1 sha256
`);

/** After the noun, without a meaning of their own. */
export const NEUTRAL_TAIL = words(`
  prod production prd dev develop development staging stage stg live qa uat sandbox sbx value val default str string
  plain plaintext raw base64 b64 encoded old new current backup bytes v1 v2 v3 us eu temp tmp local
`);

/** After the noun, making the value something about the secret. */
export const OTHER_TAIL = words(`
  name id ids arn path url uri field fields type policy prefix suffix header headers param params parameter env var
  variable file filename dir label placeholder hint regex regexp pattern error err message msg text title desc
  description length len size ttl expiry expires expiration exp version endpoint host table index column col attr
  attribute selector input form reset change rule schema strategy provider issuer audience algorithm alg address
  symbol sub subject topic queue store class event action method scope scopes format encoding kind mode status state
  property prop key keys location region ref reference resource function lambda handler source link page template salt
  question answer count limit uuid alias owner user username email grant request response result date time at in
`);
