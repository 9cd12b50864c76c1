/** What the recorder reads of the SDK's mock monitor and of the requests that it receives. */
import type { WireStruct } from "./plain-inputs";

/** A request to register a resource, with everything that the mocks themselves leave out. */
export interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getProtect(): boolean | undefined;
  /** `<urn>::<id>` of an explicit provider; empty for the default one. */
  getProvider(): string;
  getDependenciesList(): string[];
  getDeletebeforereplace(): boolean;
  getIgnorechangesList(): string[];
  getReplaceonchangesList(): string[];
  getAdditionalsecretoutputsList(): string[];
  getRetainondelete(): boolean | undefined;
  getObject(): WireStruct | undefined;
}

/** A component's message that all its children are declared. */
export interface OutputsRequest {
  getUrn(): string;
  getOutputs(): WireStruct | undefined;
}

type Handler<Request> = (request: Request, callback: unknown) => unknown;

/** The SDK's mock monitor: its own methods, which a recording listens to. */
export interface MockMonitor {
  newUrn(parent: string, type: string, name: string): string;
  registerResource: Handler<RegisterRequest>;
  registerResourceOutputs: Handler<OutputsRequest>;
}
