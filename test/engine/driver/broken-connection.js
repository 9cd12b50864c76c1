// Loaded into every program's process: a program whose connection to the engine broke has failed.
//
// The SDK takes a broken connection for an engine that has ended: it registers nothing more, and the
// process ends as one that succeeded. An engine that lives would delete what was not registered.
const { getStore } = require("@pulumi/pulumi/runtime/state");

process.on("exit", () => {
  if (!getStore().terminated) return;
  process.stderr.write("the connection to the engine broke before the program had ended\n");
  // At once, before the runner says that the engine has heard of it.
  process.exit(1);
});
