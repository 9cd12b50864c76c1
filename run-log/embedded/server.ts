/** A PostgreSQL server with many connections, for what one connection cannot show. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";

/** A server that runs until it is stopped, or this process ends. */
export interface EmbeddedServer {
  /** Opens a connection to a database. */
  connect(database: string): Promise<Client>;
  stop(): Promise<void>;
}

interface Address {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** Starts a server on a free port of this machine; it takes about two seconds. */
export async function startServer(): Promise<EmbeddedServer> {
  const child = spawn(process.execPath, [join(__dirname, "server-process.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const address = await addressOf(child);
  return {
    connect: async (database) => {
      const client = new Client({ ...address, database });
      // A connection that is still open when the server stops hears of it here.
      client.on("error", () => undefined);
      await client.connect();
      return client;
    },
    stop: async () => {
      const ended = once(child, "exit");
      child.stdin?.end();
      await ended;
    },
  };
}

async function addressOf(child: ChildProcess): Promise<Address> {
  if (child.stdout === null) throw new TypeError("the server has no output");
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, "line").then(([line]) => String(line)),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`the server ended: ${code}`))),
  ]);
  return JSON.parse(first) as Address;
}
