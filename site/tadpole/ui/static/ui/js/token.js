// The token of a page's forms is fetched anew before something is sent, when it may have changed: another page of the site was
// loaded since (somebody signed in in another tab), or this one has been open for long.

const ADDRESS = document.querySelector("script[data-token]").dataset.token;
const LOADED = "tadpole-loaded";
const LONG = 600000;
const PATIENCE = 5000;
let since = Date.now();
try {
  localStorage.setItem(LOADED, String(since));
} catch {
  // Without storage it is fetched every time.
}

function stale() {
  if (Date.now() - since > LONG) return true;
  try {
    return Number(localStorage.getItem(LOADED)) > since;
  } catch {
    return true;
  }
}

async function refresh() {
  // Given only to the person the page was made for. Without it the form goes as it is, and the answer says what is wrong.
  const person = document.querySelector('input[name="made_for"]')?.value ?? "";
  try {
    const options = { cache: "no-store", headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) };
    const answer = await fetch(`${ADDRESS}?made_for=${encodeURIComponent(person)}`, options);
    if (!answer.ok) return;
    const { token } = await answer.json();
    document.querySelectorAll('input[name="csrfmiddlewaretoken"]').forEach((field) => {
      field.value = token;
    });
  } catch {
    // The network is away: the form's own answer will say so.
  } finally {
    since = Date.now();
  }
}

const waiting = new WeakSet();
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (waiting.has(form)) event.preventDefault();
  if (event.defaultPrevented || form.method !== "post" || !stale()) return;
  event.preventDefault();
  waiting.add(form);
  await refresh();
  waiting.delete(form);
  form.requestSubmit(event.submitter);
});

document.addEventListener("htmx:confirm", async (event) => {
  if (event.detail.verb === "get" || !stale()) return;
  event.preventDefault();
  await refresh();
  event.detail.issueRequest(false);
});

// For what a page sends without a form; `anew` when the server did not take the last one.
export async function token(anew = false) {
  if (anew || stale()) await refresh();
  return document.querySelector('input[name="csrfmiddlewaretoken"]')?.value ?? "";
}
