// How .NET writes numbers: the shortest digits that read back as the same number.

import { Float } from "./value";

/**
 * A number as text: fixed notation for exponents from -5 to 16, else `1E+21`, `1E-06`.
 *
 * @see https://learn.microsoft.com/dotnet/standard/base-types/standard-numeric-format-strings#round-trip-format-specifier-r (read 2026-11-24)
 */
export function numberText(value: number | bigint | Float): string {
  if (typeof value === "bigint") return value.toString();
  const number = value instanceof Float ? value.value : value;
  if (Number.isSafeInteger(number)) return Object.is(number, -0) ? "-0" : String(number);
  if (!Number.isFinite(number)) return Number.isNaN(number) ? "NaN" : `${number}`;
  const [mantissa = "", exponentText] = number.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent > 16) {
    const size = String(Math.abs(exponent)).padStart(2, "0");
    return `${mantissa}E${exponent < 0 ? "-" : "+"}${size}`;
  }
  return fixed(mantissa, exponent);
}

function fixed(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace("-", "").replace(".", "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, "0");
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}
