/** Nothing but the actions of `actions.ts` can leave: every other command of the SDK's clients is refused before a byte is sent. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as lambda from "@aws-sdk/client-lambda";
import * as tagging from "@aws-sdk/client-resource-groups-tagging-api";
import { ACTIONS, type Service } from "../../client/aws/actions.ts";
import { type Clients, createClients } from "../../client/aws/clients.ts";
import { resolveTarget } from "../../client/aws/environment.ts";
import { inRoot } from "../../scripts/paths.ts";
import { type Listening, listen, silent } from "./connected.ts";

const signal = new AbortController().signal;
let received = 0;
let server: Listening;
let clients: Clients;

before(async () => {
  server = await listen((_, response) => {
    received += 1;
    response.writeHead(403, { "content-type": "application/json", "x-amzn-errortype": "AccessDeniedException" }).end("{}");
  });
  const options = { ...silent, region: "eu-west-1", endpoint: server.url, environment: { HOME: "/nonexistent" }, attempts: 1 };
  const credentials = async () => ({ accessKeyId: "testing", secretAccessKey: "testing" });
  clients = createClients(options, await resolveTarget(options), credentials);
});
after(async () => {
  clients.close();
  await server.close();
});

type Send = (command: object, signal: AbortSignal) => Promise<unknown>;
type Commands = readonly (readonly [operation: string, create: new (input: object) => object])[];

/** What all operations need of an input to be put on the wire. */
const input = { FunctionName: "orders", StartTime: new Date(0), EndTime: new Date(1), MetricDataQueries: [] };

function commandsOf(module: object): Commands {
  return Object.entries(module).flatMap(([name, value]) =>
    /^[A-Z]\w+Command$/.test(name) ? [[name.slice(0, -"Command".length), value]] : [],
  );
}

const modules: Readonly<Record<Service, readonly [object, (clients: Clients) => unknown]>> = {
  lambda: [lambda, (from) => from.lambda],
  cloudwatch: [cloudwatch, (from) => from.cloudWatch],
  logs: [logs, (from) => from.logs],
  tagging: [tagging, (from) => from.tagging],
};

for (const [service, [module, senderOf]] of Object.entries(modules)) {
  test(`of ${service} only what is among the actions is sent`, async () => {
    const send = senderOf(clients) as Send;
    const commands = commandsOf(module);
    assert.ok(commands.length > 5);
    const sent: string[] = [];
    for (const [operation, Command] of commands) {
      const before = received;
      await assert.rejects(send(new Command(input), signal), { name: "AwsFailure" });
      if (received > before) sent.push(operation);
    }
    const allowed = ACTIONS.filter((action) => action.service === service).map(({ operation }) => operation);
    assert.deepEqual(sent.sort(), allowed.sort());
  });
}

test("no other client is made: clients.ts alone has those of the SDK", () => {
  const folder = inRoot("client/aws");
  const makers = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => /\bnew \w*Client\(|\bsend\(/.test(readFileSync(path.join(folder, file), "utf8")));
  assert.deepEqual(makers, ["clients.ts"]);
});
