import { join } from "node:path";

/** The project's own directory: where `Pulumi.yaml` is. */
export const PROJECT_DIRECTORY: string = join(__dirname, "..");

/** The project's name, as in `Pulumi.yaml`. */
export const PROJECT_NAME = "forecast-platform";
