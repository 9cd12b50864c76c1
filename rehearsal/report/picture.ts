/** Pictures on the page, each in two forms, and the legend above them. */
import type { Picture } from "../workspace";
import { Html, html } from "./html";

/** A picture; the page shows the form that fits. */
export function pictureOf({ narrow, wide }: Picture): Html {
  if (wide === undefined) return html`<figure>${new Html(narrow)}</figure>`;
  return html`<figure><div class="wide">${new Html(wide)}</div><div class="narrow">${new Html(narrow)}</div></figure>`;
}

/** What the colours mean: classes of the style, and words. */
export function legend(entries: readonly (readonly [swatch: string, words: string])[]): Html {
  return html`<ul class="legend">${entries.map(
    ([swatch, words]) => html`<li><span class="swatch ${swatch}"></span>${words}</li>`,
  )}</ul>`;
}
