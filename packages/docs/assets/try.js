// Sends the form of a page to the local server.
(() => {
  const form = document.querySelector(".try");
  if (!form) return;
  const button = form.querySelector("button");
  const output = form.querySelector("output");
  const pre = form.querySelector("pre");
  const restore = form.querySelector(".restore");
  button.disabled = false;

  // Values that are typed appear in the samples.
  for (const input of form.querySelectorAll("[data-path], [data-query]")) {
    const name = input.dataset.path ?? input.dataset.query;
    input.addEventListener("input", () => {
      for (const value of document.querySelectorAll("[data-param]"))
        if (value.dataset.param === name) value.textContent = encodeURIComponent(input.value);
    });
  }

  if (restore) {
    restore.disabled = false;
    restore.addEventListener("click", async () => {
      output.textContent = "Restoring…";
      const response = await fetch("/restore-demo", { method: "POST" }).catch(() => undefined);
      output.textContent = response ? await response.text() : "No response from this site's server.";
      pre.hidden = true;
    });
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // Browsers resolve these segments, even if they are encoded, so that another path would be called.
    const dots = [...form.querySelectorAll("[data-path]")].find(({ value }) =>
      /^\.{0,2}$/.test(value.trim()),
    );
    if (dots) {
      output.textContent = `Enter a value for ${dots.dataset.path}. It cannot be empty, "." or "..".`;
      dots.focus();
      return;
    }
    const { confirm: question } = form.dataset;
    if (question && !confirm(question)) return;
    button.disabled = true;
    output.textContent = "Sending…";
    await send();
    button.disabled = false;
  });

  async function send() {
    const { method } = form.dataset;
    const url = buildUrl();
    const body = form.elements.body?.value || undefined;
    const type = form.elements.body?.dataset.type;
    const headers = { ...keyHeader(), ...(body !== undefined && { "Content-Type": type }) };
    try {
      const response = await fetch(url, { method, headers, body });
      output.textContent = `${response.status} ${response.statusText}`;
      pre.firstChild.textContent = await readBody(response);
      pre.hidden = false;
    } catch {
      output.textContent = `No response from ${new URL(url).origin}. Check that the server is running.`;
      pre.hidden = true;
    }
  }

  function buildUrl() {
    let { url } = form.dataset;
    for (const input of form.querySelectorAll("[data-path]"))
      url = url.replace(`{${input.dataset.path}}`, () => encodeURIComponent(input.value));
    const query = new URLSearchParams();
    for (const { value, dataset } of form.querySelectorAll("[data-query]")) {
      if (value === "") continue;
      const values = "exploded" in dataset ? value.split(",") : [value];
      for (const each of values) query.append(dataset.query, each.trim());
    }
    return query.size > 0 ? `${url}?${query}` : url;
  }

  function keyHeader() {
    const key = form.querySelector("[data-key]");
    return key ? { [form.dataset.keyHeader]: form.dataset.keyPrefix + key.value } : {};
  }

  async function readBody(response) {
    const type = response.headers.get("content-type") ?? "";
    if (!/json|text|xml/.test(type)) {
      const { size } = await response.blob();
      return `${size} bytes of ${type || "unknown type"}`;
    }
    const text = await response.text();
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  }
})();
