/** Two resources; given `cut`, the connection to the engine breaks between them. */
import { Socket } from "node:net";
import { RandomId } from "@pulumi/random";

const [, , what] = process.argv;

const first = new RandomId("first", { byteLength: 4 });
first.id.apply(() => {
  if (what === "cut") setImmediate(cutConnections);
});

new RandomId("second", { byteLength: 4, keepers: { first: first.id } });

/** Breaks every connection that this process has, as a network does. */
function cutConnections(): void {
  const handles = Reflect.get(process, "_getActiveHandles").call(process);
  for (const handle of handles) {
    if (handle instanceof Socket) handle.destroy();
  }
}
