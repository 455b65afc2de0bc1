// The recipes' page: its editor, and the passes with their options.
"use strict";

function nameIn(text) {
  const found = /^\s*["']?name["']?\s*:\s*["']?([^"'\s,#}]+)/m.exec(text) || /\{\s*name:\s*([^,\s}]+)/.exec(text);
  return found === null ? "" : found[1];
}

function tell(...lines) {
  document.getElementById("recipe-answer").replaceChildren(...lines);
}

async function save(event) {
  event.preventDefault();
  const button = event.target.querySelector("button");
  const text = document.getElementById("recipe-text").value;
  const name = nameIn(text);
  if (name === "") {
    tell(element("p", "The recipe needs a line 'name: …'.", "alarm"));
    return;
  }
  button.disabled = true;
  try {
    const answer = await fetch("/api/v1/recipes/" + encodeURIComponent(name), {
      method: "PUT", headers: { "Content-Type": "application/yaml", Accept: "application/json, application/problem+json" }, body: text });
    if (answer.ok) {
      const saved = await answer.json();
      tell(element("p", answer.status === 201
        ? "Saved as version " + saved.version + " of " + saved.name + ". Uploads may name it now."
        : saved.name + " stands so already, as version " + saved.version + "."));
    } else {
      tell(...await problemOf(answer));
    }
  } catch (e) {
    tell(element("p", "The connection broke before an answer came.", "alarm"));
  } finally {
    button.disabled = false;
  }
}

async function remove(name) {
  if (!confirm("Delete recipe " + name + "? Variants made by it stay.")) {
    return;
  }
  const answer = await fetch("/api/v1/recipes/" + encodeURIComponent(name), { method: "DELETE" });
  tell(...(answer.ok ? [element("p", name + " is deleted.")] : await problemOf(answer)));
}

function copy(button) {
  const area = document.getElementById("recipe-text");
  let text = button.closest("details").querySelector("pre").textContent;
  if (button.textContent.trim() !== "Edit") {
    text = text.replace(/^name:.*$/m, "name: my-" + button.dataset.copy).replace(/^default:.*\n/m, "");
  }
  area.value = text;
  area.scrollIntoView({ block: "center" });
  area.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button !== null && button.dataset.copy) {
    copy(button);
  } else if (button !== null && button.dataset.delete) {
    remove(button.dataset.delete);
  }
});

function rangeOf(option) {
  const unit = option.unit ? " " + option.unit : "";
  if (option.values && option.values.length > 0) {
    return option.values.join(", ");
  }
  if (option.min != null && option.max != null) {
    return option.min + " to " + option.max + unit;
  }
  if (option.min != null) {
    return "at least " + option.min + unit;
  }
  return option.max != null ? "at most " + option.max + unit : option.unit || "";
}

function passCard(pass) {
  const card = element("details", undefined, "card variant");
  card.id = "pass-" + pass.id;
  const head = element("summary");
  head.append(element("strong", pass.id), " ", element("span", pass.description, "quiet"));
  card.append(head);
  for (const [words, names] of [["Needs ", pass.needs], ["Establishes ", pass.establishes], ["Must come before ", pass.refuses || []]]) {
    if (names.length > 0) {
      card.append(element("p", words + names.map((n) => n.toLowerCase().replaceAll("_", " ")).join(", ") + ".", "quiet"));
    }
  }
  if (pass.options.length === 0) {
    card.append(element("p", "No options.", "quiet"));
    return card;
  }
  const scroll = element("div", undefined, "scroll");
  const table = element("table");
  const headings = element("tr");
  ["Option", "Type", "Range", "Default", "What it is"].forEach((words) => headings.append(element("th", words)));
  const thead = element("thead");
  thead.append(headings);
  const body = element("tbody");
  for (const option of pass.options) {
    const row = element("tr");
    const name = element("th", option.name);
    name.scope = "row";
    row.append(name, element("td", option.type), element("td", rangeOf(option)),
      element("td", JSON.stringify(option.defaultValue)), element("td", option.description, "words"));
    body.append(row);
  }
  table.append(thead, body);
  scroll.append(table);
  card.append(scroll);
  return card;
}

async function showPasses() {
  const section = document.getElementById("passes");
  try {
    const answer = await fetch(section.dataset.passes, { headers: { Accept: "application/json" } });
    if (!answer.ok) {
      section.replaceChildren(...await problemOf(answer));
      return;
    }
    section.replaceChildren(...(await answer.json()).map(passCard));
    openTarget();
  } catch (e) {
    section.replaceChildren(element("p", "The passes can't be read now; reload the page.", "empty"));
  }
}

document.getElementById("recipe").addEventListener("submit", save);
showPasses();
