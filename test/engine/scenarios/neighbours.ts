/** Two environments in one subscription and one AWS account. */
import { equal } from "node:assert/strict";
import type { Report } from "../driver/report";
import { type Laboratory, World } from "../driver/world";
import { expectDone, expectRefused } from "./expectations";
import { type Config, configOf } from "./settings";

const PROVIDER = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

/** Deploys `staging` beside `dev`: of all names, an identity provider's alone is the same. */
export async function neighbours(laboratory: Laboratory, report: Report): Promise<void> {
  const world = await World.open(laboratory, "neighbours");
  const { clouds } = world;
  const check = (title: string, run: () => Promise<string>) => report.check("together", title, run);

  await report.scenario(async () => {
    const dev = await world.stack({ config: configOf("dev"), name: "dev" });
    const config = configOf("staging");
    const staging = await world.stack({ config, name: "staging" });

    await check("an account has one provider of a tenant's tokens", async () => {
      expectDone(await dev.up());
      expectRefused(await staging.up(), /EntityAlreadyExists: provider with url/);
      return "EntityAlreadyExists";
    });

    await check("given to the second environment, both stand", async () => {
      const [provider] = clouds.ofType(PROVIDER);
      staging.configure(withProvider(config, provider?.id ?? ""));
      expectDone(await staging.up());
      equal(clouds.ofType("azure-native:datafactory:Factory").length, 2);
      return `${clouds.resources.length} resources`;
    });
  });
  world.close();
}

function withProvider(config: Config, oidcProviderArn: string): Config {
  const aws: Readonly<Record<string, unknown>> = JSON.parse(
    String(config["forecast-platform:aws"]),
  );
  return { ...config, "forecast-platform:aws": JSON.stringify({ ...aws, oidcProviderArn }) };
}
