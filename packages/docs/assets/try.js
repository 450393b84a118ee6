const form = document.querySelector(".try");
if (form) {
  const button = form.querySelector("button");
  const output = form.querySelector("output");
  const pre = form.querySelector("pre");
  button.disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    output.textContent = "…";
    const { method, keyHeader } = form.dataset;
    let { url } = form.dataset;
    for (const input of form.querySelectorAll("[data-path]"))
      url = url.replace(`{${input.dataset.path}}`, () => encodeURIComponent(input.value));
    const headers = { [keyHeader]: form.querySelector("[data-key]").value };
    const body = form.elements.body?.value;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    try {
      const response = await fetch(url, { method, headers, body });
      const text = await response.text();
      output.textContent = `${response.status} ${response.statusText}`;
      pre.firstChild.textContent = pretty(text);
      pre.hidden = false;
    } catch {
      output.textContent = `No answer from ${new URL(url).origin}. Is it still running?`;
      pre.hidden = true;
    }
    button.disabled = false;
  });
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
