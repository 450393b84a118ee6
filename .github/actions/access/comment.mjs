// Writes the plan into the comment of the pull request that has the marker, or into a new comment.
import { readFileSync } from "node:fs";

const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, NUMBER, FILE, MARKDOWN } = process.env;

/** The marker names the file, so that each access file of a repository has its own comment. */
const marker = `<!-- rolewright-access: ${FILE} -->`;
const issues = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues`;

// GitHub rejects comments of more than 65,536 characters. The job summary has the whole plan.
const plan = readFileSync(MARKDOWN ?? "", "utf8").slice(0, 60_000);
const body = `${marker}\n### Access plan of ${FILE}\n\n${plan}`;
const existing = await findComment();
if (existing === undefined) await send("POST", `${issues}/${NUMBER}/comments`, { body });
else await send("PATCH", `${issues}/comments/${existing.id}`, { body });

async function findComment() {
  for (let page = 1; ; page++) {
    const comments = await send("GET", `${issues}/${NUMBER}/comments?per_page=100&page=${page}`);
    // Anybody can write the marker. Only comments of bots can be updated with the token of a job.
    const found = comments.find(
      (comment) => comment.user?.type === "Bot" && comment.body?.startsWith(marker),
    );
    if (found !== undefined || comments.length < 100) return found;
  }
}

async function send(method, url, content) {
  const response = await fetch(url, {
    method,
    headers: {
      Accept: "application/vnd.github+json",
      Authorization: `Bearer ${GITHUB_TOKEN}`,
      "Content-Type": "application/json",
      "X-GitHub-Api-Version": "2022-11-28",
    },
    ...(content && { body: JSON.stringify(content) }),
  });
  if (response.ok) return response.json();
  const hint = response.status === 403 ? " Give the job `pull-requests: write`." : "";
  console.error(
    `::error::GitHub responded with ${response.status} to ${method} ${new URL(url).pathname}.${hint}`,
  );
  process.exit(1);
}
