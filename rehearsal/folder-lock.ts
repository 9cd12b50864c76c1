/** One rehearsal at a time in a folder: another would take its lake from under it. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { RehearsalError } from "./rehearsal-error";

/** A lock that is held. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the lock of a folder, which is a file beside it with the number of the process that holds it.
 *
 * One whose process has gone is nobody's.
 *
 * @throws RehearsalError `REHEARSAL_BUSY`
 */
export function lockFolder(folder: string): FolderLock {
  const file = `${folder}.lock`;
  const release = () => rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const holder = Number(readFileSync(file, "utf8"));
    if (isAlive(holder)) {
      const detail = `another rehearsal works there, process ${holder}`;
      throw new RehearsalError("REHEARSAL_BUSY", folder, detail);
    }
    release();
    return lockFolder(folder);
  }
  process.once("exit", release);
  return {
    release: () => {
      process.removeListener("exit", release);
      release();
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else may not be asked, and lives.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
