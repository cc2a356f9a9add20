/** What is to be known of a type of Terraform's AWS provider. Names that follow mechanically (`memory_size`, `MemorySize`) are not listed. */
export interface TerraformType {
  /** CloudFormation's type. */
  readonly canonical: string;
  /** Path of blocks and argument, to the property inside the enclosing block; with a dot where it goes deeper. */
  readonly names?: Readonly<Record<string, string>>;
  /** Paths that are blocks, not arguments. */
  readonly blocks?: readonly string[];
  /** Blocks of which there may be several: lists in CloudFormation, even of one. */
  readonly lists?: readonly string[];
  /** Arguments that hold JSON. */
  readonly json?: readonly string[];
  /** Arguments that say nothing of the resource: how Terraform goes about it. */
  readonly ignored?: readonly string[];
}
