/** A function across its template and its code, as far as it is known without analysing the code. */
import type { Place } from "../model/code.ts";
import type { FunctionResource } from "../model/infrastructure.ts";

export interface JoinedFunction {
  /** The template's name for it; of a handler that no template names the exported name. */
  readonly name: string;
  /** Undefined for a handler that no template names. */
  readonly resource: FunctionResource | undefined;
  /** The source file that holds the handler, the template itself for inline code; null where it is not in the workspace or not certain. */
  readonly handlerFile: string | null;
  /** The export that is called: `lambda_handler`, `a.b` for one nested in an object; null where it is not known. */
  readonly handlerName: string | null;
  /** Where it is defined, or else exported, in `handlerFile`. Parses that file. */
  handlerPlace(): Place | null;
}
