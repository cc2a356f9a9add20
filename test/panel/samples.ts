/** Reports to draw: what the extension would post. */

import type { Choice, Shown } from "../../client/src/checklist/panel/messages.ts";
import { overviewOf } from "../../client/src/checklist/panel/overview.ts";
import type {
  ChecklistEvidence,
  ChecklistHistoryPoint,
  ChecklistItemDescription,
  ChecklistPlace,
  ChecklistReport,
  ChecklistReportItem,
} from "../../server/src/protocol.ts";

export const template = "file:///shop/services/orders/template.yaml";
const code = "file:///shop/services/orders/src/create_order.py";
const answers = "file:///shop/.lambda-ready/checklist.yaml";

export function place(uri: string, line: number): ChecklistPlace {
  return { uri, range: { start: { line, character: 2 }, end: { line, character: 12 } } };
}

function item(id: string, group: string, text: string, manual: string | null = null): ChecklistItemDescription {
  return { id, group, text, manual };
}

export const items: readonly ChecklistItemDescription[] = [
  item("single-responsibility", "Write Small, Single-Purpose Functions", "One clear responsibility"),
  item("idempotent", "Design for Idempotency", "Safe to handle twice"),
  item("event-source-fits", "Choose the Right Event Source", "The event source fits the workload"),
  item("timeout-chosen", "Optimize Initialization", "Timeout chosen on purpose"),
  item("memory-measured", "Optimize Initialization", "Memory measured with realistic payloads"),
  item("sdk-clients-reused", "Optimize Initialization", "SDK clients are reused"),
  item("connections-managed", "Manage Database Connections Correctly", "Database connections are managed safely"),
  item("retries-understood", "Handle Errors Properly", "Retries and failure handling are understood"),
  item("failure-destination", "Handle Errors Properly", "Failed events are kept"),
  item("concurrency-limited", "Control Concurrency", "Concurrency protects what is behind it"),
  item("least-privilege", "Secure Your Lambda Functions", "Permissions follow least privilege"),
  item("secrets-managed", "Secure Your Lambda Functions", "Secrets come from a secret store"),
  item("structured-logs", "Build for Observability", "Logs are structured and useful"),
  item("metrics-and-alarms", "Build for Observability", "Metrics and alarms exist"),
  item("tracing-or-correlation", "Build for Observability", "Tracing or correlation ids exist"),
  item("safe-rollout", "Deploy Safely", "Versions, aliases or gradual deployment"),
  item("rollback-known", "Deploy Safely", "Rollback path known", "Whether people know it, no file can tell."),
  item("tests-cover", "Testing Lambda Functions", "Tests cover critical behavior"),
  item("cost-watched", "Monitor Costs", "Cost or usage is watched"),
];

function finding(rule: string, severity: ChecklistEvidence["severity"], message: string, at: ChecklistPlace): ChecklistEvidence {
  return { says: "finding", kind: "finding", message, place: at, rule, severity };
}

function sign(says: "proves" | "supports" | "does-not-apply", message: string, at: ChecklistPlace | null = null): ChecklistEvidence {
  return { says, kind: "resource", message, place: at, rule: null, severity: null };
}

type Known = Partial<ChecklistReportItem>;

const known: Record<string, Known> = {
  "secrets-managed": {
    status: "failing",
    severity: "error",
    advice: "Move the secret to Secrets Manager or Parameter Store, and replace the one that was written down.",
    evidence: [
      finding(
        "hardcoded-secret",
        "error",
        "A password is written in the code; whoever reads the repository has it: DB_PASSWORD",
        place(code, 11),
      ),
    ],
  },
  "least-privilege": {
    status: "failing",
    severity: "warning",
    advice: "Name the actions and resources that the code uses, and allow nothing else.",
    evidence: [
      finding(
        "wildcard-action",
        "warning",
        "The role may do everything with DynamoDB; the code calls PutItem and Query only: dynamodb:*",
        place(template, 41),
      ),
      finding("wildcard-resource", "info", "The statement allows it on every table: Resource: '*'", place(template, 43)),
    ],
  },
  "failure-destination": {
    status: "failing",
    severity: "warning",
    isContradicted: true,
    advice:
      'Somebody answered "met", and evidence says otherwise. Give failed events a place to go: a dead-letter queue or a failure destination.',
    evidence: [
      finding(
        "async-no-failure-destination",
        "warning",
        "Events that fail are dropped after two more attempts: OrdersTopic",
        place(template, 22),
      ),
    ],
    answer: {
      answer: "met",
      who: "Ada Lovelace",
      date: "2026-03-14",
      note: "The queue is created by the platform stack.\nAsk in #platform before you change it.",
      isForAll: false,
      place: place(answers, 12),
    },
  },
  "timeout-chosen": { status: "met", evidence: [sign("proves", "The timeout is set: 15 s", place(template, 18))] },
  "sdk-clients-reused": { status: "met", evidence: [sign("proves", "Its SDK clients are made once for each environment", place(code, 5))] },
  "connections-managed": { applies: false, evidence: [sign("does-not-apply", "It opens no database connection")] },
  "structured-logs": {
    status: "met",
    evidence: [
      sign("proves", "It logs JSON through Powertools", place(code, 7)),
      sign("supports", "Log retention is 30 days", place(template, 60)),
    ],
  },
  "tracing-or-correlation": { status: "met", evidence: [sign("proves", "X-Ray tracing is active", place(template, 20))] },
  "memory-measured": {
    advice: "Measure it with realistic payloads, for example with AWS Lambda Power Tuning.",
    evidence: [sign("supports", "Memory is 512 MB", place(template, 19))],
  },
  "retries-understood": { advice: "Check which errors are tried again, how often, and what happens then." },
  "rollback-known": {
    status: "yours",
    answer: { answer: "met", who: "Grace Hopper", date: "2026-05-02", note: null, isForAll: true, place: place(answers, 3) },
  },
  "cost-watched": {
    status: "yours",
    answer: {
      answer: "not needed",
      who: null,
      date: null,
      note: "A budget of the whole account.",
      isForAll: false,
      place: place(answers, 20),
    },
  },
  idempotent: { advice: "Check what happens when the same event arrives twice." },
  "metrics-and-alarms": { advice: "Check who is told, and how, when it fails." },
  "tests-cover": { advice: "Check that tests cover what must not break." },
  "safe-rollout": { advice: "Check how a new version takes over, and what stops a bad one." },
};

/** What is urgent first; what else has an advice follows. */
const risk = ["secrets-managed", "least-privilege", "failure-destination", "idempotent", "retries-understood"];

/** A report with items of every kind. */
export function report(change: Partial<ChecklistReport> = {}, changed: Record<string, Known> = {}): ChecklistReport {
  const all = items.map(
    ({ id }): ChecklistReportItem => ({
      id,
      status: "not seen",
      applies: true,
      isContradicted: false,
      severity: null,
      evidence: [],
      answer: null,
      advice: null,
      ...known[id],
      ...changed[id],
    }),
  );
  const rank = (id: string) => (risk.includes(id) ? risk.indexOf(id) : risk.length);
  const advised = all.filter(({ advice }) => advice !== null).map(({ id }) => id);
  const counted = all.filter(({ status, applies, answer }) => (status === "yours" ? answer?.answer === "met" : applies));
  return {
    id: "services/orders/template.yaml#CreateOrder",
    name: "CreateOrder",
    template: { uri: template, label: "services/orders/template.yaml", dialect: "sam" },
    triggers: ["http POST /orders", "sns OrdersTopic"],
    entry: place(template, 14),
    handler: place(code, 14),
    score: { met: counted.filter(({ status }) => status === "met" || status === "yours").length, total: counted.length },
    items: all,
    next: advised.sort((a, b) => rank(a) - rank(b)),
    ...change,
  };
}

export const history: readonly ChecklistHistoryPoint[] = [
  { commit: "1f0c9a2b7d", date: "2026-01-12T09:00:00Z", met: 3, total: 17 },
  { commit: "9be44c1f02", date: "2026-02-02T09:00:00Z", met: 4, total: 17 },
  { commit: "c0ffee1234", date: "2026-03-14T09:00:00Z", met: 4, total: 17 },
  { commit: "d15ea5e0aa", date: "2026-05-02T09:00:00Z", met: 6, total: 17 },
  { commit: "5ca1ab1e99", date: "2026-08-20T09:00:00Z", met: 5, total: 17 },
  { commit: "ba5eba11ff", date: "2026-10-01T09:00:00Z", met: 5, total: 17 },
  { commit: "0ddba11abc", date: "2026-11-20T09:00:00Z", met: 5, total: 17 },
];

function choice(one: ChecklistReport): Choice {
  return { id: one.id, name: one.name, where: whereOf(one) };
}

function whereOf({ template: from }: { readonly template: { readonly label: string } | null }): string | null {
  return from?.label ?? null;
}

const paths = {
  [template]: "services/orders/template.yaml",
  [code]: "services/orders/src/create_order.py",
  [answers]: ".lambda-ready/checklist.yaml",
};

/** One function. */
export function showing(one: ChecklistReport, change: Partial<Shown> = {}): Shown {
  return {
    server: "running",
    isReading: false,
    items,
    choices: [choice(one), ...["ListOrders", "CancelOrder"].map((name) => ({ id: `t#${name}`, name, where: "t" }))],
    subject: { kind: "function", report: one, deployed: { kind: "closed" } },
    history: { kind: "points", points: history },
    problems: [],
    paths,
    ...change,
  };
}

/** All functions. */
export function showingAll(all: readonly ChecklistReport[], change: Partial<Shown> = {}): Shown {
  const overview = overviewOf({ state: "ready", items, functions: all, problems: [] }, whereOf);
  return { ...showing(report()), choices: all.map(choice), subject: { kind: "all", overview }, ...change };
}

const verbs = ["Create", "List", "Cancel", "Ship", "Refund", "Archive", "Notify", "Import", "Export", "Resize"];
const nouns = ["Order", "Customer", "Invoice", "Payment", "Shipment", "Image", "Report", "Session", "Coupon", "Review"];

/** So many functions, each standing a little differently. */
export function manyReports(count: number): ChecklistReport[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${verbs[index % 10]}${nouns[Math.floor(index / 10) % 10]}${index >= 100 ? Math.floor(index / 100) + 1 : ""}`;
    const folder = `services/${nouns[Math.floor(index / 10) % 10]?.toLowerCase()}s/template.yaml`;
    const changed: Record<string, Known> = Object.fromEntries(
      items.flatMap(({ id }, at): [string, Known][] => {
        const draw = (index * 7 + at * 13) % 11;
        if (draw < 4) return [[id, { status: "met", isContradicted: false, evidence: [], answer: null }]];
        return draw < 5 + (index % 3) ? [[id, { status: "failing", severity: "warning" }]] : [[id, { status: "not seen" }]];
      }),
    );
    return report(
      { id: `${folder}#${name}${index}`, name, template: { uri: `file:///shop/${folder}`, label: folder, dialect: "sam" } },
      changed,
    );
  });
}

const injected = `<img src=x onerror="document.title='broken in'"><script>document.title='broken in'</script>`;

/** Names and texts that want to be something else. */
export function nastyReport(): ChecklistReport {
  const name = `\u202eevil\u202c ${injected} 🚀👩‍👩‍👧‍👦 שלום עולם ${"VeryLongNameOfAFunction".repeat(6)}`;
  const evidence = [finding("hardcoded-secret", "error", `${injected} ${"wordwithoutanyspaces".repeat(20)}`, place(template, 3))];
  const answer = {
    answer: "met" as const,
    who: `${injected} مرحبا`,
    date: "2026-01-01",
    note: injected,
    isForAll: true,
    place: place(answers, 1),
  };
  return report(
    { id: `t#${injected}`, name, triggers: [`http GET /${"segment/".repeat(30)}`, "sqs 注文キュー"] },
    { "secrets-managed": { evidence, answer, isContradicted: true, advice: injected } },
  );
}
