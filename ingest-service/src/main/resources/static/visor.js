// Parts of a page read themselves again when the live stream says that they changed. Without this file, reload by hand.
"use strict";

const quietMillis = 400;
const waiting = new Map();

function concerns(section, name, data) {
  if (name !== "resync" && !section.dataset.live.split(" ").includes(name)) {
    return false;
  }
  return ["model", "version", "camera", "experiment"].every(
    (key) => !section.dataset[key] || data[key] === undefined || String(data[key]) === section.dataset[key]);
}

function refreshSoon(section) {
  if (!waiting.has(section.id)) {
    waiting.set(section.id, setTimeout(() => refresh(section.id), quietMillis));
  }
}

async function refresh(id) {
  const section = document.getElementById(id);
  try {
    if (section === null || document.hidden || section.contains(document.getSelection().anchorNode) && !document.getSelection().isCollapsed) {
      return;
    }
    const url = new URL(location.href);
    url.hash = "";
    url.searchParams.set("part", section.dataset.part);
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    if (!answer.ok) {
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
    if (fresh !== null && fresh.innerHTML !== section.dataset.seen) {
      const seen = fresh.innerHTML;
      keepWhatIsOpen(section, fresh);
      keepPictures(section, fresh);
      const focused = document.activeElement && section.contains(document.activeElement) ? pathTo(section, document.activeElement) : null;
      section.replaceChildren(...fresh.childNodes);
      section.dataset.seen = seen;
      if (focused !== null) {
        const again = focused.reduce((node, i) => node && node.children[i], section);
        if (again) {
          again.focus({ preventScroll: true });
        }
      }
    }
  } catch (e) {
    // The next event tries again.
  } finally {
    waiting.delete(id);
  }
}

function keepWhatIsOpen(old, fresh) {
  for (const details of old.querySelectorAll("details[id]")) {
    const same = fresh.querySelector("details#" + CSS.escape(details.id));
    if (same !== null) {
      same.open = details.open;
    }
  }
}

// A picture that is there already is moved, not loaded again.
function keepPictures(old, fresh) {
  const loaded = new Map([...old.querySelectorAll("image")].map((image) => [image.getAttribute("href"), image]));
  for (const image of fresh.querySelectorAll("image")) {
    const same = loaded.get(image.getAttribute("href"));
    if (same) {
      image.replaceWith(same);
      loaded.delete(image.getAttribute("href"));
    }
  }
}

function pathTo(root, node) {
  const path = [];
  for (let at = node; at !== root; at = at.parentElement) {
    path.unshift([...at.parentElement.children].indexOf(at));
  }
  return path;
}

function say(words, state) {
  const live = document.getElementById("live");
  live.hidden = false;
  live.textContent = words;
  live.className = "live " + state;
}

function listen() {
  const sections = () => document.querySelectorAll("[data-live]");
  if (sections().length === 0 || !("EventSource" in window)) {
    return;
  }
  const stream = new EventSource("/api/v1/stream");
  stream.onopen = () => say("live", "is-on");
  stream.onerror = () => {
    say("reconnecting", "is-off");
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(listen, 5000);
    }
  };
  for (const name of ["model", "progress", "fleet", "detection", "library", "experiment", "resync"]) {
    stream.addEventListener(name, (event) => {
      const data = JSON.parse(event.data);
      for (const section of sections()) {
        if (concerns(section, name, data)) {
          refreshSoon(section);
        }
      }
    });
  }
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    document.querySelectorAll("[data-live]").forEach(refreshSoon);
  }
});

function openTarget() {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView();
  }
}
window.addEventListener("hashchange", openTarget);

function paragraph(words, className) {
  const p = document.createElement("p");
  p.textContent = words;
  p.className = className;
  return p;
}

function upload(event) {
  event.preventDefault();
  const form = event.target;
  const answer = document.getElementById("upload-answer");
  const bar = document.getElementById("upload-progress");
  const button = form.querySelector("button");
  const model = form.elements.model.value;
  const body = new FormData();
  for (const name of ["dataset", "policy"]) {
    if (form.elements[name].value !== "") {
      body.append(name, form.elements[name].value);
    }
  }
  const recipes = [...form.querySelectorAll("input[name=recipe]:checked")].map((box) => box.value);
  if (recipes.length > 0) {
    body.append("recipes", recipes.join(","));
  }
  if (form.elements.manifest.value.trim() !== "") {
    body.append("manifest", new Blob([form.elements.manifest.value], { type: "application/json" }), "manifest.json");
  }
  body.append("model", form.elements.file.files[0]);
  const request = new XMLHttpRequest();
  request.open("POST", form.getAttribute("data-upload").replace("{model}", encodeURIComponent(model)));
  request.setRequestHeader("Accept", "application/json, application/problem+json");
  request.upload.onprogress = (e) => {
    bar.value = e.loaded / e.total;
    if (e.loaded === e.total) {
      answer.replaceChildren(paragraph("Received; it is checked now …", "quiet"));
    }
  };
  request.onloadend = () => {
    button.disabled = false;
    bar.hidden = true;
    let document_ = {};
    try {
      document_ = JSON.parse(request.responseText);
    } catch (e) {
      // Answered below.
    }
    if (request.status >= 200 && request.status < 300 && document_.version) {
      location.href = "/models/" + encodeURIComponent(model) + "/" + document_.version;
      return;
    }
    const lines = [paragraph(document_.detail || (request.status === 0
      ? "The connection broke before an answer came." : "The service answered " + request.status + "."), "alarm")];
    for (const violation of document_.violations || []) {
      lines.push(paragraph(violation, "note"));
    }
    if (document_.version) {
      const link = document.createElement("a");
      link.href = "/models/" + encodeURIComponent(model) + "/" + document_.version;
      link.textContent = "What became of it";
      lines.push(link);
    }
    answer.replaceChildren(...lines);
  };
  button.disabled = true;
  bar.hidden = false;
  bar.value = 0;
  answer.replaceChildren(paragraph("Sending …", "quiet"));
  request.send(body);
}

const form = document.getElementById("upload");
if (form !== null) {
  form.addEventListener("submit", upload);
}
listen();
openTarget();
