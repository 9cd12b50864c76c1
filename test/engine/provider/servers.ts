/** The provider servers of a run: one a package, each on a free port of this machine. */
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Clouds } from "../clouds/clouds";
import { providerService } from "./service";

/** The packages whose providers stand here. */
const PACKAGES = ["aws", "azure-native", "azuread", "databricks", "random"] as const;

/** Large notebooks and states pass through. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Servers that listen, and how they end. */
export interface ProviderServers {
  /** What makes the engine use them: package and port. @format `aws:4001,random:4002` */
  readonly debugProviders: string;
  close(): void;
}

/** @param clouds - where the resources live */
export async function startProviders(clouds: Clouds): Promise<ProviderServers> {
  const servers = await Promise.all(
    PACKAGES.map(async (name) => ({ name, ...(await start(clouds)) })),
  );
  return {
    debugProviders: servers.map(({ name, port }) => `${name}:${port}`).join(","),
    close: () => {
      for (const { server } of servers) server.forceShutdown();
    },
  };
}

async function start(clouds: Clouds): Promise<{ readonly server: Server; readonly port: number }> {
  const server = new Server({ "grpc.max_receive_message_length": MOST_BYTES });
  server.addService(ResourceProviderService, providerService(clouds));
  // Port 0: a free one, so that no other program can be in the way.
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { server, port };
}
