import type { z } from "zod";
import { text } from "./fields";
import { LAKE_CONTAINERS } from "./lake-containers";
import { nearest } from "./nearest";

const FOLDER = /^[A-Za-z0-9._=-]{1,200}$/;
const MAX_PATH_CHARACTERS = 400;

/**
 * A path in the lake: a container, then folders, with `/` between them and none at the ends.
 *
 * Our own limits, narrower than the service's so that a path needs no escape in a URL or an
 * expression: folders of letters, digits, `.`, `_`, `=` and `-`, and 400 characters in all.
 */
export const lakePath: z.ZodType<string> = text({
  be: `a path in the lake such as "curated/demand", its first part one of ${LAKE_CONTAINERS.join(", ")}`,
  test: isLakePath,
  suggest: suggestPath,
});

function isLakePath(path: string): boolean {
  const [container, ...folders] = path.split("/");
  return (
    path.length <= MAX_PATH_CHARACTERS &&
    LAKE_CONTAINERS.some((known) => known === container) &&
    folders.every((folder) => FOLDER.test(folder) && folder !== "." && folder !== "..")
  );
}

function suggestPath(given: string): string | undefined {
  if (given.length > MAX_PATH_CHARACTERS) return undefined;
  const [container = "", ...folders] = given.split(/[/\\]/).filter((part) => part !== "");
  const known = nearest(container, LAKE_CONTAINERS);
  const path = known && [known, ...folders].join("/");
  return path && isLakePath(path) ? path : undefined;
}
