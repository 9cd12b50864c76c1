/** One of the broken programs, by its title, or what is deployed before it. */
import { BROKEN_PROGRAMS } from "../broken/broken-programs";

const [, , title, part] = process.argv;
const broken = BROKEN_PROGRAMS.find((program) => program.title === title);
if (broken === undefined) throw new Error(`no broken program is called "${title}"`);

const { before, declare } = broken;
(part === "before" ? before : declare)?.();
