/** The model registry when all was done. */
import type { RegisteredModel } from "../workspace";
import { count } from "./figures";
import { type Html, html, table } from "./html";

/** A table a model; nothing where no model was registered. */
export function registrySection(models: readonly RegisteredModel[]): Html | undefined {
  if (models.length === 0) return undefined;
  return html`<section id="registry"><h2>The model registry in the end</h2>${models.map(modelOf)}</section>`;
}

function modelOf({ model, versions }: RegisteredModel): Html {
  return table(
    `${model}: ${count(versions.length, "version")}`,
    [
      { name: "version" },
      { name: "aliases" },
      { name: "stage" },
      { name: "validation" },
      { name: "how it was made" },
      { name: "why" },
    ],
    versions.map(({ aliases, decision, reason, stage, validation, version }) => [
      html`${version}`,
      html`${aliases.map((alias) => html`<b>${alias}</b>`)}`,
      html`${stage ?? ""}`,
      html`${validation ?? ""}`,
      html`${decision ?? ""}`,
      html`${reason ?? ""}`,
    ]),
  );
}
