/** How often the watch over runs looks, as it is deployed. */
import { type Graph, ofType } from "../../graph/graph";

/** Minutes between two looks where an environment has none of its own, as `dev`: the settings' default. */
const USUAL_MINUTES = 60;

const MINUTES: Readonly<Record<string, number>> = { Minute: 1, Hour: 60 };

/** The shape of a trigger's inputs, as far as it is read. */
interface WatchInputs {
  readonly triggerName: string;
  readonly properties: {
    readonly recurrence: { readonly frequency: string; readonly interval?: number };
  };
}

/** @returns minutes; a usual hour where the environment's watch is off, since disturbed runs need one. */
export function watchMinutesOf(graph: Graph): number {
  const [found] = ofType(graph, "azure-native:datafactory:Trigger")
    .map(({ inputs }) => inputs as unknown as WatchInputs)
    .filter(({ triggerName }) => triggerName === "run-watch");
  const { frequency = "", interval = 1 } = found?.properties.recurrence ?? {};
  return interval * (MINUTES[frequency] ?? USUAL_MINUTES);
}
