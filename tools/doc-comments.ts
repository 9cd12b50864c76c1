/** The words of an interface's doc comments, for tables that people read. */
import { join } from "node:path";
import ts from "typescript";
import { readText } from "./read-text";
import { PROJECT_DIRECTORY } from "./root";

/** A member of an interface: its name, and the summary of its comment without the full stop. */
export interface MemberWords {
  readonly name: string;
  readonly summary: string;
}

/** Reads the members of an exported interface, in the order of the source. */
export function membersOf(file: string, interfaceName: string): readonly MemberWords[] {
  const text = readText(join(PROJECT_DIRECTORY, file));
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return source.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => name.text === interfaceName)
    .flatMap(({ members }) => members)
    .map((member) => ({ name: member.name?.getText() ?? "", summary: summaryOf(member) }));
}

function summaryOf(member: ts.TypeElement): string {
  const comment = ts.getJSDocCommentsAndTags(member).find(ts.isJSDoc)?.comment;
  return (ts.getTextOfJSDocComment(comment) ?? "").replaceAll(/\s+/g, " ").replace(/\.$/, "");
}
