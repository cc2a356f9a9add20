/** The AWS bundle, `dist/aws.cjs`: see `AwsModule` in contract.ts. */
export { connect } from "./connection.ts";
export { profilesOf as profiles } from "./environment.ts";
export { REGIONS as regions } from "./regions.ts";
