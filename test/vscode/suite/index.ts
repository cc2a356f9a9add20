/** The entry VS Code calls, in the desktop program and in the server alike. */
import Mocha from "mocha";
import { print } from "./print.ts";

/** Runs every suite; a failure rejects, which VS Code turns into the exit code. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", color: false, timeout: 120_000, slow: 5_000 });
  if (process.env.LAMBDA_READY_GREP) mocha.grep(process.env.LAMBDA_READY_GREP);
  Mocha.reporters.Base.consoleLog = print;
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./activation.test.ts");
  await import("./diagnostics.test.ts");
  await import("./fixes.test.ts");
  await import("./templates.test.ts");
  await import("./tools.test.ts");
  await import("./deployed.test.ts");
  await import("./deployedFailures.test.ts");
  await import("./documentation.test.ts");
  await import("./checklist.test.ts");
  await import("./report.test.ts");
  await import("./settings.test.ts");
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on("end", () => {
      const { passes = 0, failures = 0 } = runner.stats ?? {};
      print(`${passes} passed, ${failures} failed`);
    });
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
