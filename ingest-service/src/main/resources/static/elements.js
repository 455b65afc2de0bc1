// What the scripts of pages share: elements with words in them, and a refusal of the service as such.
"use strict";

function element(name, words, className) {
  const made = document.createElement(name);
  if (words !== undefined) {
    made.textContent = words;
  }
  if (className) {
    made.className = className;
  }
  return made;
}

async function problemOf(answer) {
  let problem = {};
  try {
    problem = await answer.json();
  } catch (e) {
    // Told below.
  }
  const violations = problem.violations || [];
  const lines = [element("p", violations.length > 1 ? violations.length + " problems:"
    : problem.detail || "The service answered " + answer.status + ".", "alarm")];
  if (violations.length > 1) {
    const list = element("ul");
    violations.forEach((violation) => list.append(element("li", violation)));
    lines.push(list);
  }
  return lines;
}
