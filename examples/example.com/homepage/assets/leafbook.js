// The home page: it asks Django's API on the same origin and shows the answers.

const STATUS_EVERY = 2000;
const TASK_EVERY = 150;
const TASK_PATIENCE = 60_000;

const $ = (selector) => document.querySelector(selector);

/** Make an element; children may be nodes or text, so nothing is parsed as HTML. */
function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** Ask the API. Rejects with a sentence one can show to a visitor. */
async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { credentials: "same-origin", cache: "no-store", ...options });
  } catch {
    throw new Error("Django cannot be reached.");
  }
  const json = response.headers.get("content-type")?.startsWith("application/json");
  const body = json ? await response.json() : {};
  if (response.ok && json) return body;
  if (body.error) throw new Error(body.error);
  if (response.status === 413) throw new Error("The picture is too large for the server.");
  if (response.status === 403) throw new Error("Django refused the request. Reload the page and try again.");
  throw new Error("Django cannot be reached.");
}

/** Send something, with the CSRF token Django wants to see. */
async function send(path, options) {
  const { token } = await ask("/api/csrf/");
  return ask(path, { method: "POST", ...options, headers: { ...options.headers, "X-CSRFToken": token } });
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const number = new Intl.NumberFormat("en-GB");
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

// The status of each part, and beat's last tick

const NAMES = { django: "Django", postgres: "Postgres", redis: "Redis", celery: "Celery", beat: "Beat" };
let tick = null;
let filled = false;

function showParts(answers) {
  for (const part of Object.keys(NAMES)) {
    $(`[data-part="${part}"]`).dataset.answers = answers[part] ?? "";
  }
}

function showStatus(state, text) {
  const status = $("#status");
  status.dataset.state = state;
  if (status.textContent !== text) status.textContent = text;
}

async function watchStatus() {
  for (;;) {
    try {
      const status = await ask("/api/status/");
      const answers = { django: true };
      for (const part of ["postgres", "redis", "celery", "beat"]) answers[part] = status[part].answers;
      showParts(answers);
      const silent = Object.keys(NAMES).filter((part) => !answers[part]).map((part) => NAMES[part]);
      if (silent.length) showStatus("degraded", `Waiting for ${list(silent)}`);
      else showStatus("ok", "All six parts answer");
      $("#away").hidden = true;
      if (answers.postgres) {
        const { species, findings } = status.postgres;
        $("#postgres-note").textContent = `keeps ${species} trees, ${findings} findings`;
      }
      receiveTick(status.beat);
      if (!filled && answers.postgres) filled = await fill();
    } catch {
      showParts({ django: false });
      showStatus("away", "Django does not answer");
      $("#away").hidden = filled;
    }
    await pause(STATUS_EVERY);
  }
}

const list = (words) => new Intl.ListFormat("en-GB").format(words);

function receiveTick(beat) {
  if (beat.age === null) {
    tick = null;
    return;
  }
  if (tick && tick.at !== beat.at) {
    const dial = $(".dial");
    dial.classList.remove("struck");
    void dial.offsetWidth; // restarts the animation
    dial.classList.add("struck");
  }
  tick = { at: beat.at, interval: beat.interval, born: performance.now() - beat.age * 1000 };
}

function showTick() {
  const text = $("#beat-tick");
  const ring = $("#beat-ring");
  if (tick) {
    const age = (performance.now() - tick.born) / 1000;
    text.dataset.age = age.toFixed(1);
    text.dataset.at = tick.at;
    const [amount, unit] = age < 120 ? [Math.floor(age), "s"] : [Math.floor(age / 60), "min"];
    const label = `${amount} ${unit}`;
    if (text.dataset.label !== label) {
      text.dataset.label = label;
      const at = clock.format(new Date(tick.at));
      text.replaceChildren(el("b", {}, label), " ", el("small", {}, `since the tick of ${at}`));
    }
    ring.style.strokeDashoffset = 100 - Math.min(100, (age / tick.interval) * 100);
    ring.classList.toggle("late", age > 3 * tick.interval);
  }
  requestAnimationFrame(showTick);
}

// The guide and the journal

async function fill() {
  const [guide, journal] = await Promise.all([ask("/api/species/"), ask("/api/findings/")]);
  showGuide(guide.results);
  showJournal(journal.results, new Map(guide.results.map((one) => [one.slug, one.plate])));
  return guide.results.length > 0;
}

function showGuide(species) {
  const guide = $("#content-list");
  guide.replaceChildren(...species.map(plate));
  guide.setAttribute("aria-busy", "false");
  $("#content-empty").hidden = species.length > 0;

  const pressed = species.filter((one) => one.plate);
  if (!pressed.length) return;
  const select = $("#task-plate");
  const chosen = select.value;
  select.replaceChildren(...pressed.map((one) => el("option", { value: one.slug }, one.common_name)));
  if (pressed.some((one) => one.slug === chosen)) select.value = chosen;
  const picture = $("#task-picture");
  const show = () => {
    picture.src = pressed.find((one) => one.slug === select.value).plate;
    picture.hidden = false;
  };
  select.addEventListener("change", show);
  show();
}

function plate(one) {
  const picture = el("div", { class: "plate-picture" });
  if (one.plate) picture.append(el("img", { src: one.plate, alt: `A leaf of ${one.common_name}`, width: 520, height: 640 }));
  const facts = [["Family", one.family], ["Leaf", one.leaf_shape], ["Turns", one.season]];
  return el("article", { class: "plate" }, picture,
    el("div", { class: "plate-text" },
      el("h3", {}, one.common_name),
      el("p", { class: "latin", lang: "la" }, one.latin_name),
      el("p", {}, one.description),
      el("dl", {}, ...facts.flatMap(([term, fact]) => [el("dt", {}, term), el("dd", {}, fact)]))));
}

function showJournal(findings, plates) {
  $("#finding-list").replaceChildren(...findings.slice(0, 8).map((one) => {
    const picture = plates.get(one.slug) ? el("img", { src: plates.get(one.slug), alt: "", width: 58, height: 70 }) : el("span");
    const length = one.length_mm ? `, ${one.length_mm} mm` : "";
    const where = `${one.species}${length}. ${one.place}, `;
    return el("li", {}, picture,
      el("div", {},
        el("p", { class: "note" }, one.note),
        el("p", { class: "where" }, where, el("time", { datetime: one.found_on }, day.format(new Date(one.found_on))))));
  }));
}

// The task

const STEPS = ["PENDING", "STARTED", "SUCCESS"];

function showTask(state) {
  const output = $("#task-state");
  output.dataset.state = state;
  output.textContent = state;
  const reached = STEPS.indexOf(state);
  document.querySelectorAll(".steps li").forEach((step, index) => {
    step.classList.toggle("done", index <= reached);
    step.classList.toggle("now", index === reached && state !== "SUCCESS");
  });
}

function showColours({ colours, pixels, seconds }) {
  const style = (one) => `--colour: ${one.hex}; --share: ${one.share}`;
  $("#task-result").replaceChildren(
    el("div", { class: "ribbon", "aria-hidden": "true" }, ...colours.map((one) => el("i", { style: style(one) }))),
    el("ul", { class: "codes" }, ...colours.map((one) => el("li", {}, el("i", { style: style(one) }), one.hex))),
    el("p", { class: "told" }, `${number.format(pixels)} pixels, looked through in ${seconds} s`));
}

async function runTask() {
  const button = $("#task-start");
  button.disabled = true;
  $("#task-result").replaceChildren(el("p", { class: "hint" }, "The worker is looking\u2026"));
  try {
    const { id } = await send("/api/tasks/", {
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ plate: $("#task-plate").value }),
    });
    showTask("PENDING");
    const until = performance.now() + TASK_PATIENCE;
    for (;;) {
      const task = await ask(`/api/tasks/${id}/`);
      if (task.state !== $("#task-state").dataset.state) showTask(task.state);
      if (task.state === "SUCCESS") return showColours(task.result);
      if (task.state === "FAILURE") throw new Error("The worker could not finish the task.");
      if (performance.now() > until) throw new Error("No worker has finished the task in a minute.");
      await pause(TASK_EVERY);
    }
  } catch (error) {
    $("#task-result").replaceChildren(el("p", { class: "error", role: "alert" }, error.message));
  } finally {
    button.disabled = false;
  }
}

// The upload

function showError(message) {
  $("#upload-error").textContent = message;
  $("#upload-error").hidden = !message;
}

function nameFile() {
  const [file] = $("#upload-file").files;
  if (file) $("#upload-name").textContent = file.name;
}

async function upload(event) {
  event.preventDefault();
  const [file] = $("#upload-file").files;
  if (!file) return showError("Choose a picture first.");
  showError("");
  const button = $("#upload-button");
  button.disabled = true;
  try {
    const body = new FormData();
    body.append("image", file);
    const photo = await send("/api/photos/", { body });
    const picture = el("img", { src: photo.url, alt: "The picture you uploaded", width: photo.width, height: photo.height });
    picture.addEventListener("error", () => showError("Django kept the picture, but it is not served from its address yet."));
    const caption = `${number.format(photo.width)} \u00d7 ${number.format(photo.height)} pixels, served from `;
    $("#upload-result").replaceChildren(
      el("figure", { style: `--ratio: ${photo.width / photo.height}` }, picture, el("figcaption", {}, caption, el("a", { href: photo.url }, photo.url))));
  } catch (error) {
    showError(error.message);
  } finally {
    button.disabled = false;
  }
}

const drop = $("#upload-drop");
for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, () => drop.classList.add("over"));
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
$("#upload-file").addEventListener("change", nameFile);
$("#upload-form").addEventListener("submit", upload);
$("#task-start").addEventListener("click", runTask);

watchStatus();
requestAnimationFrame(showTick);
