/** One emulator for the tests of a file: started before the first, stopped after the last. */
import { after, before } from "node:test";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../scripts/aws/emulator.ts";

/**
 * Call it at the top of a file (or of a `describe`); the emulator is there when a test runs.
 * Ending it fails the file where a request or an answer did not fit AWS's models.
 */
export function withEmulator(options: EmulatorOptions = {}): () => Emulator {
  let emulator: Emulator | undefined;
  before(async () => {
    emulator = await startEmulator(options);
  });
  after(() => emulator?.stop());
  return () => {
    if (!emulator) throw new Error("The emulator is there in tests only.");
    return emulator;
  };
}
