// Upper and lower case without a culture: character by character, so that positions stay.

/** The text in upper case, each character that has exactly one. */
export function upperInvariant(text: string): string {
  const upper = text.toUpperCase();
  return upper.length === text.length ? upper : perCharacter(text, (part) => part.toUpperCase());
}

/** The text in lower case, each character that has exactly one. */
export function lowerInvariant(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : perCharacter(text, (part) => part.toLowerCase());
}

function perCharacter(text: string, change: (part: string) => string): string {
  return Array.from(text, (part) => {
    const changed = change(part);
    return changed.length === part.length ? changed : part;
  }).join("");
}

/** The order of two texts without regard to case: negative, zero or positive. */
export function compareIgnoreCase(left: string, right: string): number {
  const [a, b] = [upperInvariant(left), upperInvariant(right)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
