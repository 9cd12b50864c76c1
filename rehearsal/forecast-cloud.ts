/** Amazon Forecast and S3: the stand-in's process, told the time and the scenario. */
import { LineProcess } from "./line-process";

/** Where the stand-in listens. */
interface Endpoints {
  readonly forecast: string;
  readonly s3: string;
}

/** One call that the stand-in has answered. */
export interface JournalEntry {
  readonly operation: string;
  readonly at: string | null;
  /** `done`, `refused`, or `dropped`: done, and the answer lost. */
  readonly outcome: string;
  /** Of a call that was refused. */
  readonly error: { readonly code: string } | null;
  /** As it was sent. */
  readonly request: Readonly<Record<string, unknown>>;
}

interface Journal {
  readonly calls: readonly JournalEntry[];
}

/** The process, and how it is told what to play. */
export class ForecastCloud {
  readonly #process: LineProcess;
  readonly #endpoints: Endpoints;
  /** The time that was told last. */
  #now = "";

  private constructor(process: LineProcess, endpoints: Endpoints) {
    this.#process = process;
    this.#endpoints = endpoints;
  }

  /** Starts it. @param python - the interpreter of the project's environment */
  static async start(python: string, account: string, region: string): Promise<ForecastCloud> {
    const process = new LineProcess({
      name: "the stand-in for Amazon Forecast",
      command: python,
      args: ["-m", "forecast_service", "--account", account, "--region", region],
      cwd: __dirname,
      env: { PYTHONPATH: __dirname },
    });
    return new ForecastCloud(process, JSON.parse(await process.line()) as Endpoints);
  }

  /** Where its S3 listens. */
  get s3(): string {
    return this.#endpoints.s3;
  }

  /** What boto3 needs to find both services; the keys open nothing. */
  get environment(): Readonly<Record<string, string>> {
    return {
      AWS_ACCESS_KEY_ID: "rehearsal",
      AWS_SECRET_ACCESS_KEY: "rehearsal",
      AWS_ENDPOINT_URL_FORECAST: this.#endpoints.forecast,
      AWS_ENDPOINT_URL_S3: this.#endpoints.s3,
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }

  /** Tells the time, which only moves forward: a clock that was put back stands still. @param now - ISO 8601, UTC */
  async setTime(now: string): Promise<void> {
    if (now <= this.#now) return;
    this.#now = now;
    await this.#control("clock", { now });
  }

  /** Tells what to play; it is merged into what is played already. */
  play(scenario: object): Promise<unknown> {
    return this.#control("scenario", scenario);
  }

  /** Makes the exchange bucket, as the stack declares it. */
  async makeBucket(bucket: string): Promise<void> {
    await fetch(`${this.#endpoints.s3}/${bucket}`, { method: "PUT" });
  }

  /** Forgets all resources, the time and the scenario, and empties the exchange bucket. */
  async reset(bucket: string | undefined): Promise<void> {
    this.#now = "";
    await Promise.all([
      this.#control("reset", {}),
      fetch(`${this.#endpoints.s3}/moto-api/reset`, { method: "POST" }),
    ]);
    if (bucket !== undefined) await this.makeBucket(bucket);
  }

  /** Every call so far, in order. */
  async journal(): Promise<readonly JournalEntry[]> {
    const { calls } = (await this.#control("journal", {})) as Journal;
    return calls;
  }

  /** Every call since this was asked last, in order; the stand-in lets them go. */
  async takeJournal(): Promise<readonly JournalEntry[]> {
    const { calls } = (await this.#control("journal", { forget: true })) as Journal;
    return calls;
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }

  async #control(what: string, body: object): Promise<unknown> {
    const response = await fetch(`${this.#endpoints.forecast}/_control/${what}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`the stand-in refuses ${what}: ${JSON.stringify(answer)}`);
    return answer;
  }
}
