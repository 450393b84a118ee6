/** The options of orval: one file, calls by `fetch`, each of them through `send`, which knows the server and the key. */
export default {
  rolewright: {
    input: process.env.DESCRIPTION,
    output: {
      target: "generated/rolewright.ts",
      client: "fetch",
      override: { mutator: { path: "./send.ts", name: "send", extension: ".js" } },
    },
  },
};
