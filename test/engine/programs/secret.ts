/** A program with a secret, which is its argument, as an input and as an output. */
import { type Output, secret as secretOf } from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random";

const [, , value = ""] = process.argv;

export const secret: Output<string> = secretOf(value);

new RandomId("id", { byteLength: 4, keepers: { value: secret } });
