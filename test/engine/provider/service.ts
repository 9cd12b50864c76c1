/**
 * A provider as the engine knows it: the calls of its gRPC interface, answered by the clouds.
 *
 * One service answers for every package. It checks arguments by the packages' own declarations,
 * compares them as the providers do, and hands over what the clouds refuse.
 */
import {
  type handleUnaryCall,
  Metadata,
  type ServiceError,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb";
import provider from "@pulumi/pulumi/proto/provider_pb";
import statusMessages from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { checkArguments } from "../arguments/check";
import type { CloudResource, Properties } from "../clouds/cloud-type";
import { type Clouds, cloudType } from "../clouds/clouds";
import { HalfMade } from "../clouds/refusal";
import { differencesOf } from "./differences";
import { parseUrn } from "./urn";
import { fromWire, toWire } from "./wire";

/** @param clouds - where the resources live */
export function providerService(clouds: Clouds): UntypedServiceImplementation {
  return {
    handshake: unary(() => new provider.ProviderHandshakeResponse()),
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    getPluginInfo: unary(() => new plugin.PluginInfo().setVersion("0.0.0")),
    checkConfig: unary(checkConfig),
    diffConfig: unary(() => new provider.DiffResponse()),
    configure: unary(() => new provider.ConfigureResponse().setSupportspreview(true)),
    check: unary(check),
    diff: unary(diff),
    create: unary((request: provider.CreateRequest) => create(request, clouds)),
    read: unary((request: provider.ReadRequest) => read(request, clouds)),
    update: unary((request: provider.UpdateRequest) => update(request, clouds)),
    delete: unary((request: provider.DeleteRequest) => remove(request, clouds)),
  };
}

function checkConfig(request: provider.CheckRequest): provider.CheckResponse {
  return answer(new provider.CheckResponse(), (response) => response.setInputs(request.getNews()));
}

function check(request: provider.CheckRequest): provider.CheckResponse {
  const { name, stack, type } = parseUrn(request.getUrn());
  const news = fromWire(request.getNews());
  const complete = cloudType(type).complete;
  const inputs = complete?.(news, fromWire(request.getOlds()), `${stack}/${name}`) ?? news;
  const failures = checkArguments(type, inputs).map(({ property, reason }) =>
    answer(new provider.CheckFailure(), (failure) => {
      failure.setProperty(property);
      failure.setReason(reason);
    }),
  );
  return answer(new provider.CheckResponse(), (response) => {
    response.setInputs(toWire(inputs));
    response.setFailuresList(failures);
  });
}

function diff(request: provider.DiffRequest): provider.DiffResponse {
  const { type } = parseUrn(request.getUrn());
  const from = fromWire(request.getOldInputs());
  const { changed, replacing } = differencesOf(type, from, fromWire(request.getNews()));
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  return answer(new provider.DiffResponse(), (response) => {
    response.setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE);
    response.setDiffsList([...changed]);
    response.setReplacesList([...replacing]);
  });
}

function create(request: provider.CreateRequest, clouds: Clouds): provider.CreateResponse {
  const { name, type } = parseUrn(request.getUrn());
  const inputs = fromWire(request.getProperties());
  return answer(new provider.CreateResponse(), (response) => {
    if (request.getPreview()) {
      response.setProperties(toWire(inputs));
      return;
    }
    const resource = clouds.create(name, type, inputs);
    response.setId(resource.id);
    response.setProperties(toWire(stateOf(resource)));
  });
}

function update(request: provider.UpdateRequest, clouds: Clouds): provider.UpdateResponse {
  const { name, type } = parseUrn(request.getUrn());
  const inputs = fromWire(request.getNews());
  return answer(new provider.UpdateResponse(), (response) => {
    const outputs = request.getPreview()
      ? inputs
      : stateOf(clouds.update(name, { type, id: request.getId() }, inputs));
    response.setProperties(toWire(outputs));
  });
}

function read(request: provider.ReadRequest, clouds: Clouds): provider.ReadResponse {
  const { type } = parseUrn(request.getUrn());
  const resource = clouds.find(type, request.getId());
  return answer(new provider.ReadResponse(), (response) => {
    // No id says that the resource does not exist any more.
    if (resource === undefined) return;
    response.setId(resource.id);
    response.setInputs(toWire(resource.inputs));
    response.setProperties(toWire(stateOf(resource)));
  });
}

function remove(request: provider.DeleteRequest, clouds: Clouds): Empty {
  const { name, type } = parseUrn(request.getUrn());
  clouds.delete(name, type, request.getId());
  return new Empty();
}

function stateOf({ inputs, outputs }: CloudResource): Properties {
  return { ...inputs, ...outputs };
}

function answer<Response>(response: Response, fill: (response: Response) => void): Response {
  fill(response);
  return response;
}

/** A call with one answer; what it throws is the error that the engine shows. */
function unary<Request, Response>(
  handle: (request: Request) => Response,
): handleUnaryCall<Request, Response> {
  return ({ request }, callback: sendUnaryData<Response>) => {
    let response: Response;
    try {
      response = handle(request);
    } catch (error) {
      callback(errorOf(error));
      return;
    }
    callback(null, response);
  };
}

function errorOf(error: unknown): Partial<ServiceError> {
  const message = error instanceof Error ? error.message : String(error);
  const metadata = new Metadata();
  if (error instanceof HalfMade && error.resource !== undefined) {
    metadata.add("grpc-status-details-bin", halfMade(message, error.resource));
  }
  return { code: status.UNKNOWN, message, metadata };
}

/** What makes the engine keep a resource that was made and is not ready. */
function halfMade(message: string, resource: CloudResource): Buffer {
  const detail = new provider.ErrorResourceInitFailed();
  detail.setId(resource.id);
  detail.setInputs(toWire(resource.inputs));
  detail.setProperties(toWire(stateOf(resource)));
  detail.setReasonsList([message]);
  const packed = new Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const details = new statusMessages.Status();
  details.setCode(status.UNKNOWN);
  details.setMessage(message);
  details.addDetails(packed);
  return Buffer.from(details.serializeBinary());
}
