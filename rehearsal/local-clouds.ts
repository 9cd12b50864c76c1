/**
 * The clouds of a rehearsal on this machine, opened once for many plays.
 *
 *   workspace   one Python process that runs the notebooks
 *   service     the stand-in for Amazon Forecast with its S3; only where a forecast needs it
 *   gate        the way to that S3, on which uploads can be cut short
 *   log         the run log's database
 *   lake        a folder; beside it MLflow's store
 */
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Forecast } from "../config/forecast";
import type { Settings } from "../config/settings";
import { type EmbeddedRunLog, openRunLog } from "./embedded-run-log";
import type { Factory } from "./factory";
import { type FolderLock, lockFolder } from "./folder-lock";
import { ForecastCloud } from "./forecast-cloud";
import { Lake } from "./lake";
import { S3Gate } from "./s3-gate";
import { Workspace } from "./workspace";

/** What is opened, and where. */
export interface LocalCloudsOptions {
  readonly settings: Settings;
  readonly factory: Factory;
  /** That are played. */
  readonly forecasts: readonly Forecast[];
  /** The interpreter of the project's environment. */
  readonly python: string;
  /** A folder of its own; what is in it is removed first. */
  readonly folder: string;
}

interface Parts {
  readonly service: ForecastCloud | undefined;
  readonly log: EmbeddedRunLog;
  readonly gate: S3Gate | undefined;
  readonly lock: FolderLock;
}

/** The parts that take part in a play, and the way to end them. */
export class LocalClouds {
  readonly workspace: Workspace;
  readonly service: ForecastCloud | undefined;
  readonly log: EmbeddedRunLog;
  readonly lake: Lake;
  /** The way to the service's S3; only where there is the service. */
  readonly gate: S3Gate | undefined;
  readonly #store: string;
  readonly #bucket: string | undefined;
  readonly #lock: FolderLock;

  private constructor({ factory, folder, python }: LocalCloudsOptions, parts: Parts) {
    const { gate, lock, log, service } = parts;
    this.gate = gate;
    this.#bucket = factory.bucket;
    this.#store = join(folder, "mlflow.db");
    this.#lock = lock;
    this.service = service;
    this.log = log;
    this.lake = new Lake(join(folder, "lake"));
    this.workspace = new Workspace(python, {
      MLFLOW_TRACKING_URI: `sqlite:///${this.#store}`,
      ...service?.environment,
      ...(gate !== undefined && { AWS_ENDPOINT_URL_S3: gate.url }),
    });
  }

  /** Starts everything. @throws RehearsalError `REHEARSAL_BUSY`, `REHEARSAL_PROCESS` */
  static async open(options: LocalCloudsOptions): Promise<LocalClouds> {
    const { folder } = options;
    await mkdir(dirname(folder), { recursive: true });
    const lock = lockFolder(folder);
    try {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder);
      return new LocalClouds(options, { ...(await startParts(options)), lock });
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /**
   * Makes everything as good as new for another play: no runs, results, resources, models or files.
   *
   * The schema stays, so that `apply-schema` finds it done. Time begins anew.
   */
  async reset(): Promise<void> {
    await Promise.all([
      this.log.reset(),
      this.service?.reset(this.#bucket),
      this.workspace.reset(this.#store),
      rm(this.lake.folder, { recursive: true, force: true }),
    ]);
  }

  async stop(): Promise<void> {
    await Promise.all([
      this.workspace.stop(),
      this.service?.stop(),
      this.log.stop(),
      this.gate?.close(),
    ]);
    this.#lock.release();
  }
}

/** What has to be there before the notebooks' process. */
async function startParts({
  factory,
  forecasts,
  python,
  settings,
}: LocalCloudsOptions): Promise<Omit<Parts, "lock">> {
  const inAws = forecasts.some(({ backend }) => backend === "amazon-forecast");
  const { accountId, region } = settings.aws ?? { accountId: "000000000000", region: "us-east-1" };
  const service = inAws ? await ForecastCloud.start(python, accountId, region) : undefined;
  if (factory.bucket !== undefined) await service?.makeBucket(factory.bucket);
  const gate = service === undefined ? undefined : await S3Gate.open(service.s3);
  return { service, log: await openRunLog(), gate };
}
