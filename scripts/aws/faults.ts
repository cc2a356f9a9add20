/** What goes wrong on purpose, in AWS's own words: for one action (`lambda:ListFunctions`) or for all (`*`), so often or until it ends. */
import { AwsError } from "./error.ts";
import type { Service } from "./model.ts";
import { type Call, errorAnswer, type Response } from "./wire.ts";

export type FaultKind =
  | "throttled"
  | "expired-token"
  | "invalid-token"
  | "denied"
  /** Signatures count as expired, whatever the client does. */
  | "clock-skew"
  /** The clock of AWS is two hours ahead of ours: it says so in `Date`, and takes what is signed for its time. */
  | "clock-ahead"
  | "function-gone"
  | "server-error"
  /** A page of somebody else's with status 200, as captive portals answer. */
  | "garbage"
  /** A proxy's page with status 502. */
  | "bad-gateway"
  /** The connection ends without an answer. */
  | "dropped"
  /** No answer until it is ended; then the right one. */
  | "slow";

export interface Fault {
  /** How often it was met. */
  readonly count: number;
  /** Resolves when it was met for the first time. */
  readonly met: Promise<void>;
  /** It happens no more; what waits goes on. */
  end(): void;
}

class Active implements Fault {
  count = 0;
  readonly kind: FaultKind;
  readonly action: string;
  readonly met: Promise<void>;
  readonly ended: Promise<void>;
  readonly #times: number;
  #meet: () => void = () => undefined;
  #end: () => void = () => undefined;
  #isOver = false;

  constructor(action: string, kind: FaultKind, times: number) {
    this.action = action;
    this.kind = kind;
    this.#times = times;
    this.met = new Promise((resolve) => (this.#meet = resolve));
    this.ended = new Promise((resolve) => (this.#end = resolve));
  }

  befalls(action: string): boolean {
    return !this.#isOver && this.count < this.#times && (this.action === "*" || this.action === action);
  }

  take(): void {
    this.count += 1;
    this.#meet();
  }

  end(): void {
    this.#isOver = true;
    this.#end();
  }
}

export class Faults {
  readonly #active: Active[] = [];

  /**
   * @param action `lambda:ListFunctions`, or `*` for every one.
   * @param times How often it happens; for ever unless told. Of several faults of an action the latest is met first.
   */
  set(action: string, kind: FaultKind, times = Number.POSITIVE_INFINITY): Fault {
    const fault = new Active(action, kind, times);
    this.#active.unshift(fault);
    return fault;
  }

  clear(): void {
    for (const fault of this.#active.splice(0)) fault.end();
  }

  /** What befalls a call: an answer, a dropped connection, or nothing. */
  async meet(action: string, call: Call): Promise<Response | "dropped" | undefined> {
    const fault = this.#active.find((one) => one.befalls(action));
    if (!fault) return undefined;
    fault.take();
    if (fault.kind === "slow") {
      await fault.ended;
      return undefined;
    }
    return fault.kind === "dropped" ? "dropped" : answerOf(fault.kind, action, call);
  }
}

const page = (title: string) => `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
const html = { "content-type": "text/html; charset=utf-8" };
/** AWS allows five minutes. */
const allowedSkew = 300_000;
const ahead = 2 * 3_600_000;

function answerOf(kind: Exclude<FaultKind, "slow" | "dropped">, action: string, call: Call): Response | undefined {
  if (kind === "garbage") return { status: 200, headers: html, body: page("Sign in to the network") };
  if (kind === "bad-gateway") return { status: 502, headers: html, body: page("502 Bad Gateway") };
  if (kind === "clock-ahead") return clockAhead(call);
  return errorAnswer(call, errors[kind](call, action));
}

function clockAhead(call: Call): Response | undefined {
  const now = Date.now() + ahead;
  const signed = signedAt(call);
  if (Math.abs(signed - now) <= allowedSkew) return undefined;
  const response = errorAnswer(call, signatureExpired(signed, now));
  return { ...response, headers: { ...response.headers, date: new Date(now).toUTCString() } };
}

/** Milliseconds of the epoch. */
function signedAt({ request }: Call): number {
  const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(String(request.headers["x-amz-date"])) ?? ["", "19700101", "000000"];
  return Date.parse(`${date}T${time}Z`.replace(/(....)(..)(..)T(..)(..)(..)Z/, "$1-$2-$3T$4:$5:$6Z"));
}

function signatureExpired(signed: number, now: number): AwsError {
  const stamp = (time: number) => `${new Date(time).toISOString().replace(/[-:]|\.\d+/g, "")}`;
  const message = `Signature expired: ${stamp(signed)} is now earlier than ${stamp(now - allowedSkew)} (${stamp(now)} - 5 min.)`;
  return new AwsError("InvalidSignatureException", message, 403);
}

/** lambda, whose errors have names of their own, is restJson; of the others logs and tagging name throttling differently. */
const throttlingCodes: Readonly<Record<Service, readonly [string, number]>> = {
  lambda: ["TooManyRequestsException", 429],
  cloudwatch: ["Throttling", 400],
  logs: ["ThrottlingException", 400],
  tag: ["ThrottledException", 400],
};

type Wording = (call: Call, action: string) => AwsError;

const errors: Readonly<Record<Exclude<FaultKind, "slow" | "dropped" | "garbage" | "bad-gateway" | "clock-ahead">, Wording>> = {
  throttled: ({ operation }) => {
    const [code, status] = throttlingCodes[operation.service];
    return new AwsError(code, "Rate exceeded", status);
  },
  "expired-token": () => new AwsError("ExpiredTokenException", "The security token included in the request is expired", 403),
  "invalid-token": () => new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.", 403),
  denied: (call, action) => {
    const resource = resourceOf(call);
    const message = `User: arn:aws:iam::123456789012:user/x is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
    return new AwsError("AccessDeniedException", message, call.protocol === "awsJson" ? 400 : 403);
  },
  "clock-skew": (call) => signatureExpired(signedAt(call), Date.now() + ahead),
  "function-gone": (call) =>
    call.operation.service === "logs"
      ? new AwsError("ResourceNotFoundException", "The specified log group does not exist.")
      : new AwsError("ResourceNotFoundException", `Function not found: ${resourceOf(call)}`, 404),
  "server-error": () => new AwsError("ServiceException", "An error occurred and the request cannot be processed.", 500),
};

function resourceOf({ operation, input }: Call): string {
  const region = "eu-west-1:123456789012";
  if (operation.service === "lambda" && input.FunctionName) return `arn:aws:lambda:${region}:function:${input.FunctionName}`;
  if (operation.service === "logs") return `arn:aws:logs:${region}:log-group:${input.logGroupName ?? ""}:log-stream:`;
  return "*";
}
