// What Pulumi's policy host loads: the pack, compiled as every command of this project is, and not by
// the host's own compiler, which checks types by the settings of another project.
delete require.extensions[".ts"];
require("../tools/register.js");
require("./pack.ts");
