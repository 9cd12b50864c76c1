// Stands for what the Pulumi SDK loads in order to turn functions into text: a TypeScript compiler and
// npm's resolver, half of the time that a command or a test needs to start. Nothing here has functions
// turned into text but the engine itself, which loads the real ones.
module.exports = new Proxy(
  {},
  {
    get(_, name) {
      // Asked by what loads a module.
      if (name === "__esModule" || typeof name === "symbol") return undefined;
      throw new Error(`${name} was left out: tools/no-closures.js`);
    },
  },
);
