// The overview's form that tries a policy on the last uploads.
"use strict";

(() => {
  const answerBox = document.getElementById("policy-answer");

  function badge(outcome) {
    return element("span", outcome.toLowerCase(), "badge is-" + outcome.toLowerCase());
  }

  function plural(count, word) {
    return count + " " + word + (count === 1 ? "" : "s");
  }

  function counts(report) {
    const s = report.summary;
    return element("p", plural(s.uploads, "upload") + ": " + s.wouldPromote + " would be promoted, " + s.wouldRefuse
      + " refused, " + s.changed + " otherwise than then. " + plural(s.variants, "variant") + ": " + s.pass + " pass, "
      + s.fail + " fail, " + s.inconclusive + " inconclusive, " + s.error + " can't be judged. "
      + report.seconds.toFixed(1) + " s.");
  }

  function reasons(variant) {
    const cell = element("td", undefined, "words");
    variant.now.gates.filter((gate) => gate.outcome !== "PASS").forEach((gate) => {
      const line = element("p");
      line.append(badge(gate.outcome), " " + gate.name + ": " + gate.reason);
      cell.append(line);
    });
    return cell;
  }

  function rows(upload) {
    const name = upload.version.model + " " + upload.version.version;
    return upload.variants.map((variant, i) => {
      const row = element("tr");
      const recipe = variant.variant.split(".").pop();
      const head = element("th", i === 0 ? name : "");
      head.scope = "row";
      const then = element("td");
      if (variant.then) {
        then.append(badge(variant.then));
      }
      if (variant.variant === upload.promoted) {
        then.append(" promoted");
      }
      const now = element("td");
      now.append(badge(variant.now.outcome));
      if (variant.variant === upload.chosen) {
        now.append(" chosen");
      }
      row.append(head, element("td", recipe), then, now, reasons(variant));
      return row;
    });
  }

  function table(report) {
    const scroll = element("div", undefined, "scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "Verdicts of the dry run");
    const made = element("table");
    const headings = element("tr");
    ["Upload", "Variant", "Then", "Now", "What it lacks"].forEach((words) => headings.append(element("th", words)));
    const head = element("thead");
    head.append(headings);
    const body = element("tbody");
    report.uploads.forEach((upload) => body.append(...rows(upload)));
    made.append(head, body);
    scroll.append(made);
    return scroll;
  }

  async function attempt(event) {
    event.preventDefault();
    const button = event.target.querySelector("button");
    button.disabled = true;
    answerBox.replaceChildren(element("p", "Judging…", "quiet"));
    try {
      const limit = encodeURIComponent(document.getElementById("policy-limit").value);
      const answer = await fetch("/api/v1/policies:dryRun?limit=" + limit, {
        method: "POST",
        headers: { "Content-Type": "application/yaml", Accept: "application/json, application/problem+json" },
        body: document.getElementById("policy-text").value });
      if (!answer.ok) {
        answerBox.replaceChildren(...await problemOf(answer));
        return;
      }
      const report = await answer.json();
      const lines = [counts(report)];
      if (report.notice) {
        lines.push(element("p", report.notice, "alarm"));
      }
      if (report.uploads.length > 0) {
        lines.push(table(report));
      }
      answerBox.replaceChildren(...lines);
    } catch (e) {
      answerBox.replaceChildren(element("p", "The connection broke before an answer came.", "alarm"));
    } finally {
      button.disabled = false;
    }
  }

  document.getElementById("policy").addEventListener("submit", attempt);
})();
