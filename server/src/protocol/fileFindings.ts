/** Everything that is found wrong in one file, open or not: diagnostics are kept for those that show files. */

/** Client to server, when somebody asks what is wrong in a file: `FileFindingsParams` to `FunctionFindings | null`, once all functions are known; null for a file that is not analysed. */
export const fileFindingsRequest = "lambdaReady/fileFindings";

export interface FileFindingsParams {
  readonly uri: string;
}
