/** From starting the built server to the diagnostics of the first open file. */
import { withClient } from "./client.ts";
import { handlerFiles } from "./generate.ts";
import { type Row, row } from "./report.ts";

const RUNS = 7;

export async function measureStart(): Promise<Row> {
  const files = Object.fromEntries(handlerFiles(30).map(({ path, text }) => [path.slice(1), text]));
  const [file, text] = Object.entries(files)[0] as [string, string];
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await withClient({ server: "dist/server.cjs", files }, async (client) => {
      await client.open(file, text);
      await client.pull(file);
      times.push(performance.now() - start);
    });
  }
  return row("server start to diagnostics", times, {
    by: "median",
    unit: "ms",
    note: `${RUNS} starts, Node's own included; 30 files read`,
  });
}
