// Proves: on a server with many connections nobody who races wins twice, and what keeps it so is the
// unique index. The server is PostgreSQL: SQL Server's locks are argued for in docs/run-log.md.

import { runRaces } from "../../run-log/embedded/races/races";
import { type EmbeddedServer, startServer } from "../../run-log/embedded/server";

const TIMEOUT = 120_000;

let server: EmbeddedServer;
beforeAll(async () => {
  server = await startServer();
}, TIMEOUT);
afterAll(() => server.stop());

describe("two to sixteen connections at once", () => {
  it(
    "never hold a forecast twice, run a period twice or leave a run without an owner",
    async () => {
      const { violations, operations, retries, runs } = await runRaces(server, {
        schedules: 2000,
        seed: 20_261_204,
      });

      expect(violations).toStrictEqual([]);
      expect(runs).toBeGreaterThan(2000);
      expect(operations).toBeGreaterThan(10_000);
      expect(retries).toBeGreaterThan(0);
    },
    TIMEOUT,
  );

  it(
    "do hold a forecast twice without the unique index",
    async () => {
      const options = { schedules: 100, seed: 20_261_204, withoutIndex: "ux_run_active_forecast" };
      const { violations } = await runRaces(server, options);

      expect(violations.some((text) => text.endsWith("two runs were active at once"))).toBe(true);
    },
    TIMEOUT,
  );
});
