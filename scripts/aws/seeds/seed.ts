import type { World } from "./world.ts";

/** Deploys something in the emulator. */
export type Seed = (world: World) => Promise<void>;
