/** Requests beyond the Language Server Protocol: their params are checked, and a failure is logged and answered with nothing. */
import * as v from "valibot";
import { type CancellationToken, type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";
import { paramsProblem } from "./checklistParams.ts";
import type { Session } from "./session.ts";

/** Wraps a plain function as a handler of requests: its name in the log, its answer when it fails, the function. */
export type Answering = <P, R>(
  name: string,
  nothing: R,
  make: (session: Session, params: P, token: CancellationToken) => R | Promise<R>,
) => (params: P, token: CancellationToken) => Promise<R | ResponseError<never>>;

/** Answers one method: params that are not of the schema are refused. */
export type Ask = <P, R>(
  method: string,
  schema: v.GenericSchema<unknown, P>,
  nothing: R,
  make: (session: Session, params: P) => R | Promise<R>,
) => void;

export function asking(connection: Connection, answer: Answering): Ask {
  return (method, schema, nothing, make) => {
    const answered = answer(method, nothing, make);
    // Without params the library hands over the token alone.
    connection.onRequest(method, (...given: unknown[]) => {
      const params = v.safeParse(schema, given.length > 1 ? given[0] : undefined);
      if (params.success) return answered(params.output, given.at(-1) as CancellationToken);
      return new ResponseError(ErrorCodes.InvalidParams, paramsProblem(params.issues));
    });
  };
}
