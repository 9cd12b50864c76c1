/** The data lake and who may use it. */
import { DataLake } from "../components/storage/data-lake";
import { LakeAccess } from "../components/storage/lake-access";
import type { LayerInputs } from "./layer";

/** What the lake's layer made. */
export interface LakeLayer {
  readonly access: LakeAccess;
  readonly lake: DataLake;
}

/** Declares the data lake. */
export function lake({ settings, foundation }: LayerInputs): LakeLayer {
  const lake = new DataLake("lake", {
    existing: settings.adopt?.storageAccount,
    site: foundation.site,
    traits: settings.environment,
  });
  const { forecaster, orchestrator } = foundation;
  const access = new LakeAccess("lake-access", { lake, forecaster, orchestrator });
  return { access, lake };
}
