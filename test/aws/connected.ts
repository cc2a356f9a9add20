/** What the tests of the connection share. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "../../client/aws/connection.ts";
import type { Aws, ConnectionOptions } from "../../client/aws/contract.ts";

/** What a person says who says nothing. */
export const silent = { profile: undefined, region: undefined, endpoint: undefined, mfaCode: async () => undefined };

/** A connection with the given environment, and no files unless it names some. */
export function connectIn(environment: NodeJS.ProcessEnv, options: Partial<ConnectionOptions> = {}): Promise<Aws> {
  return connect({ ...silent, environment: { HOME: "/nonexistent", ...environment }, ...options });
}

/** Environment variables that name shared files with these texts. */
export function sharedFiles(config: string, credentials = ""): NodeJS.ProcessEnv {
  const folder = mkdtempSync(path.join(tmpdir(), "lambda-ready-aws-"));
  writeFileSync(path.join(folder, "config"), config);
  writeFileSync(path.join(folder, "credentials"), credentials);
  return {
    HOME: folder,
    AWS_CONFIG_FILE: path.join(folder, "config"),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, "credentials"),
  };
}

/** Keys that are none of a person's. */
export const keys = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";

export interface Listening {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly url: string;
  close(): Promise<void>;
}

/** A server that answers in some way or other. */
export async function listen(answer: (request: IncomingMessage, response: ServerResponse, body: string) => void): Promise<Listening> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    answer(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
