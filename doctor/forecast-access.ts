/**
 * Whether the account lets Amazon Forecast be used, which is closed to new customers.
 *
 * Only the service can tell, so the package's own `preflight` is asked, with the settings that the jobs get.
 */
import { type Check, failed, passed, unchecked } from "./check";
import type { Said } from "./tool-checks";

/** Runs `python -m forecast_platform preflight`; null where there is no environment for it. */
export type Preflight = (settings: string, forecast: string) => Promise<Said | null>;

/** What is asked about. */
export interface ForecastQuestion {
  /** The forecasts on Amazon Forecast, by name. */
  readonly forecasts: readonly string[];
  /** What their job gets; undefined where there is none. */
  readonly settings: string | undefined;
}

const ID = "amazon-forecast-open";
const LATER = "deploy the roles first, then run the doctor again";

/** @returns one check of the account, by its first forecast; none where nothing runs there. */
export async function forecastAccess(
  { forecasts, settings }: ForecastQuestion,
  preflight: Preflight,
): Promise<readonly Check[]> {
  const [forecast] = forecasts;
  if (forecast === undefined || settings === undefined) return [];
  const said = await preflight(settings, forecast);
  if (said === null) {
    return [unchecked(ID, "there is no Python environment to ask with", "run `npm run python`")];
  }
  const answer = answerOf(said.stdout);
  if (answer === undefined) {
    const [why = ""] = `${said.stderr}${said.stdout}`.trim().split("\n").slice(-1);
    return [unchecked(ID, `the preflight gave no verdict: ${why || "no answer"}`, LATER)];
  }
  return [checkOf(answer)];
}

function checkOf({ verdict, message }: Verdict): Check {
  if (verdict === "authorised") return passed(ID, "the account may use Amazon Forecast");
  if (verdict === "closed") {
    return failed(
      ID,
      `Amazon Forecast is closed to this account: ${message}`,
      "set another `backend`: sagemaker-automl or random-forest",
    );
  }
  // The roles that the preflight takes are made by the deployment.
  return unchecked(ID, `${verdict}: ${message}`, LATER);
}

interface Verdict {
  /** `authorised`, `not authorised`, `closed` or `unclear`, as `forecast_platform.backends.access` has them. */
  readonly verdict: string;
  readonly message: string;
}

function answerOf(stdout: string): Verdict | undefined {
  try {
    const { verdict, error } = JSON.parse(stdout);
    return typeof verdict === "string"
      ? { verdict, message: String(error?.message ?? "") }
      : undefined;
  } catch {
    return undefined;
  }
}
