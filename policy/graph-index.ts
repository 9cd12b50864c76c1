/** A graph laid out for rules: by type, and with what several rules read worked out once. */
import type { Graph, ResourceNode } from "../graph/graph";
import { type IamDocument, readDocuments } from "./aws/iam-documents";
import { type FactoryActivity, readActivities } from "./data-factory/activities";
import { type ClusterPolicy, readClusterPolicies } from "./databricks/cluster-policy";

/** One graph, as rules see it. It never changes; what it works out, it keeps. */
export class GraphIndex {
  readonly graph: Graph;
  readonly #byType: ReadonlyMap<string, readonly ResourceNode[]>;
  #activities: readonly FactoryActivity[] | undefined;
  #clusterPolicies: readonly ClusterPolicy[] | undefined;
  #documents: readonly IamDocument[] | undefined;

  constructor(graph: Graph) {
    this.graph = graph;
    const byType = new Map<string, ResourceNode[]>();
    for (const resource of graph.resources) {
      const known = byType.get(resource.type);
      if (known === undefined) byType.set(resource.type, [resource]);
      else known.push(resource);
    }
    this.#byType = byType;
  }

  /** The resources of some types: those of the first type first, each in declaration order. */
  ofType(...types: readonly string[]): readonly ResourceNode[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /** Every activity of every pipeline, inner ones included. */
  get activities(): readonly FactoryActivity[] {
    this.#activities ??= readActivities(this);
    return this.#activities;
  }

  /** Every cluster policy with its parsed document. */
  get clusterPolicies(): readonly ClusterPolicy[] {
    this.#clusterPolicies ??= readClusterPolicies(this);
    return this.#clusterPolicies;
  }

  /** Every IAM, bucket and key policy, parsed. */
  get documents(): readonly IamDocument[] {
    this.#documents ??= readDocuments(this);
    return this.#documents;
  }

  /** The URN of the stack itself, for what is missing and so has no URN of its own. */
  get stackUrn(): string {
    const { project, stack } = this.graph;
    return `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
  }
}
