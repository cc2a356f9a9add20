/** `npm run ready`: everything a change has to pass, in the order in which it fails soonest; leaves the tree as it was. */
import { execFileSync, spawnSync } from "node:child_process";
import { inRoot } from "./paths.ts";

const steps = [["generate", "--", "--check"], ["typecheck"], ["lint"], ["build"], ["test"]];

/** What git sees that is not committed. */
function treeState(): string {
  return execFileSync("git", ["status", "--porcelain"], { cwd: inRoot(), encoding: "utf8" });
}

const before = treeState();
for (const [name = "", ...rest] of steps) {
  console.log(`\n── npm run ${name}`);
  const began = performance.now();
  const { status } = spawnSync("npm", ["run", "--silent", name, ...rest], {
    cwd: inRoot(),
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error(`── npm run ${name} failed`);
    process.exit(status ?? 1);
  }
  console.log(`── npm run ${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
const after = treeState();
if (after !== before) {
  console.error(`The tree is not as it was:\n${after}`);
  process.exit(1);
}
