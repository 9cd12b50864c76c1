// The activities that call an endpoint: WebActivity, and WebHook, which waits to be called back.

import {
  type Activity,
  type ActivityPolicy,
  activity,
  type CommonOptions,
  type SecurePolicy,
} from "./activity";
import type { Name, Value, ValueTree } from "./value";

/**
 * The factory's own identity as the caller.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-web-activity#managed-identity
 */
export interface ManagedIdentity {
  readonly type: "MSI";
  /** What the token is for, such as `https://management.azure.com/`. */
  readonly resource: Value<"string">;
}

/** Headers by name. */
export type Headers = Readonly<Record<string, Value<"string">>>;

/** How a request looks whatever its method. */
interface WebRequest extends CommonOptions {
  /** @default the caller does not say who it is */
  readonly authentication?: ManagedIdentity;
  /** @default none */
  readonly headers?: Headers;
  /**
   * How long the endpoint may take to answer a request.
   *
   * @format timespan `hh:mm:ss`, at most 10 minutes
   * @default the service waits 1 minute (00:01:00)
   */
  readonly httpRequestTimeout?: string;
  /** The integration runtime that calls. @default the factory's own, with public access */
  readonly integrationRuntime?: Name;
  readonly policy: ActivityPolicy;
  /** Does not follow the `location` of an answer 202. @default false, it is asked until the end */
  readonly turnOffAsync?: boolean;
  readonly url: Value<"string">;
}

/**
 * A request with the body that its method wants: JSON, or a text.
 *
 * The service's page names PATCH too, its specification does not.
 */
export type WebActivityOptions =
  | (WebRequest & { readonly method: "GET"; readonly body?: never })
  | (WebRequest & { readonly method: "POST" | "PUT"; readonly body: ValueTree })
  | (WebRequest & { readonly method: "DELETE"; readonly body?: ValueTree });

/**
 * A call of an endpoint that answers with a JSON object, at most 4 MB; read it by `handle.field`.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-web-activity
 */
export function webActivity<const N extends string>(
  name: N,
  options: WebActivityOptions,
): Activity<N, "WebActivity", never> {
  const { method, url, headers, body, authentication, httpRequestTimeout } = options;
  const { integrationRuntime: runtime, turnOffAsync, policy } = options;
  const connectVia =
    runtime === undefined
      ? undefined
      : ({ referenceName: runtime, type: "IntegrationRuntimeReference" } as const);
  return activity(name, "WebActivity", options, {
    type: "WebActivity",
    policy,
    typeProperties: {
      method,
      url,
      httpRequestTimeout,
      connectVia,
      headers,
      body,
      authentication: authentication && { ...authentication },
      turnOffAsync,
    },
  });
}

/** What a WebHook sends, and how long it waits. */
export interface WebHookOptions extends CommonOptions {
  /** @default the caller does not say who it is */
  readonly authentication?: ManagedIdentity;
  /** JSON, or a text; the service adds `callBackUri`. */
  readonly body: ValueTree;
  /** The service wants a `Content-Type`. @default { "Content-Type": "application/json" } */
  readonly headers?: Headers;
  readonly policy?: SecurePolicy;
  /** Lets the call back say that it failed, by `StatusCode` and `Error`. @default false */
  readonly reportStatusOnCallBack?: boolean;
  /**
   * How long it waits to be called back.
   *
   * @format timespan `[d.]hh:mm:ss`
   * @default the service waits 10 minutes (00:10:00)
   */
  readonly timeout?: string;
  readonly url: Value<"string">;
}

/**
 * A POST to an endpoint that does its work, then calls back the URI that it got in the body.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-webhook-activity
 */
export function webHook<const N extends string>(
  name: N,
  options: WebHookOptions,
): Activity<N, "WebHook", never> {
  const { url, body, timeout, reportStatusOnCallBack, authentication, policy } = options;
  const { headers = { "Content-Type": "application/json" } } = options;
  return activity(name, "WebHook", options, {
    type: "WebHook",
    policy,
    typeProperties: {
      method: "POST",
      url,
      headers,
      body,
      timeout,
      reportStatusOnCallBack,
      authentication: authentication && { ...authentication },
    },
  });
}
