/**
 * Stops scripts that npm, yarn or an old pnpm started, with the command that works. JavaScript, since the Node that runs it
 * then is the machine's, and may be too old for TypeScript.
 */
const { npm_config_user_agent: userAgent = "", npm_lifecycle_event: script = "start" } = process.env;
const [, major = "0"] = /^pnpm\/(\d+)\./.exec(userAgent) ?? [];

if (Number(major) < 12) {
  const command = script.startsWith("pnpm:") ? "install" : script;
  const [manager] = userAgent.split(" ");
  console.error(
    `This repository needs pnpm 12, and this is ${manager || "another program"}. Run: npx -y pnpm@12 ${command}`,
  );
  process.exitCode = 1;
}
