import { Client, type ClientOptions } from "../server/client.ts";

/** Lends a client of a server that is started for it and ended after it. */
export async function withClient<T>(options: ClientOptions, use: (client: Client) => Promise<T>): Promise<T> {
  const endings: (() => void)[] = [];
  try {
    const client = await Client.start({ after: (hook) => endings.push(hook) }, options);
    const result = await use(client);
    await client.stop();
    return result;
  } finally {
    for (const end of endings) end();
  }
}
