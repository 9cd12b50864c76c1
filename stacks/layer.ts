import type { Foundation } from "../components/foundation/foundation";
import type { Settings } from "../config/settings";

/** What every layer is given. */
export interface LayerInputs {
  readonly foundation: Foundation;
  readonly settings: Settings;
}
