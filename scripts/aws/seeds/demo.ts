/**
 * The functions of examples/ as if they had been deployed a while ago: each has something to be seen that its code or its template does not
 * tell. Names and tags are those the five dialects give, so that the extension finds whose they are.
 */
import { clicks } from "./demo/clicks.ts";
import { hooks } from "./demo/hooks.ts";
import { newsletter } from "./demo/newsletter.ts";
import { ordering } from "./demo/ordering.ts";
import { payments } from "./demo/payments.ts";
import { strangers } from "./demo/strangers.ts";
import { thumbnails } from "./demo/thumbnails.ts";
import type { Seed } from "./seed.ts";

export const demo: Seed = async (world) => {
  for (const stack of [ordering, payments, hooks, newsletter, thumbnails, clicks, strangers]) await stack(world);
};
