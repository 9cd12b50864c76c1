/** The way to S3: a proxy that can cut uploads and downloads short. */
import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** What is cut: the next so many requests of a method for keys of a prefix. */
export interface Cut {
  readonly method: "GET" | "PUT";
  /** Such as `in/`. */
  readonly prefix: string;
  readonly times: number;
}

/** A proxy on this machine alone. */
export class S3Gate {
  readonly #server: Server;
  #cuts: { readonly cut: Cut; left: number }[] = [];
  /** How many requests were cut since the cuts were told. */
  struck = 0;

  private constructor(target: string) {
    this.#server = createServer((from, to) => this.#pass(target, from, to));
  }

  /** @param target - the S3 behind it */
  static async open(target: string): Promise<S3Gate> {
    const gate = new S3Gate(target);
    gate.#server.listen(0, "127.0.0.1");
    await once(gate.#server, "listening");
    return gate;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Tells what is cut from now on; nothing else is. */
  cut(cuts: readonly Cut[]): void {
    this.#cuts = cuts.map((cut) => ({ cut, left: cut.times }));
    this.struck = 0;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #pass(target: string, from: IncomingMessage, to: ServerResponse): void {
    const isCut = this.#isCut(from);
    const { headers, method, url = "/" } = from;
    if (isCut && method === "PUT") {
      // The first bytes come, then nobody is there.
      from.once("data", () => from.destroy());
      return;
    }
    const behind = request(`${target}${url}`, { method, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      if (isCut) answer.once("data", (chunk: Buffer) => half(to, chunk));
      else answer.pipe(to);
    });
    behind.on("error", () => to.destroy());
    from.pipe(behind);
  }

  #isCut({ method, url = "" }: IncomingMessage): boolean {
    const key = url.split("/").slice(2).join("/");
    const found = this.#cuts.find(
      ({ cut, left }) => left > 0 && cut.method === method && key.startsWith(cut.prefix),
    );
    if (found === undefined) return false;
    found.left -= 1;
    this.struck += 1;
    return true;
  }
}

function half(to: ServerResponse, chunk: Buffer): void {
  to.write(chunk.subarray(0, Math.floor(chunk.length / 2)), () => to.destroy());
}
