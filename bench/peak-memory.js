// Required by a measured process: its last line on stderr is its peak memory in kilobytes.
process.on("exit", () => process.stderr.write(`\n${process.resourceUsage().maxRSS}`));
