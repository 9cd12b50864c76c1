/** What watches the platform. */
import { LogWorkspace } from "../components/operations/log-workspace";
import type { LayerInputs } from "./layer";

/** Declares the log workspace. */
export function operations({ settings, foundation }: LayerInputs): LogWorkspace {
  return new LogWorkspace("logs", { site: foundation.site, traits: settings.environment });
}
