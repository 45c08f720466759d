// Everything works without this file. It adds keys, times that keep up, and buttons that copy.
(() => {
  "use strict";

  const typing = (e) => e.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const shown = (element) => element && element.offsetParent !== null;
  const first = (selector) => [...document.querySelectorAll(selector)].find(shown);

  // Keys can be turned off, since who speaks to the browser sets them off unawares, and so can what changes by itself.
  // A browser may refuse to keep that.
  const OFF = { keys: "prikke-keys-off", live: "prikke-live-off" };
  const kept = (() => {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  })();
  const isOff = (what) => Boolean(kept?.getItem(OFF[what]));
  const anew = () => location.replace(location.href.split("#")[0]);
  function help() {
    document.querySelectorAll("[data-turns]").forEach((box) => (box.checked = !isOff(box.dataset.turns)));
    document.getElementById("keys").showModal();
  }
  document.addEventListener("change", (e) => {
    const what = e.target.dataset.turns;
    if (!what) return;
    if (e.target.checked) kept?.removeItem(OFF[what]);
    else kept?.setItem(OFF[what], "1");
    if (what === "live") anew();
  });
  document.addEventListener("htmx:beforeProcessNode", (e) => {
    if (!isOff("live")) return;
    e.target.removeAttribute("sse-connect");
    if (e.target.getAttribute("hx-trigger")?.startsWith("every")) e.target.removeAttribute("hx-get");
  });
  document.addEventListener("click", (e) => e.target.closest("[data-help]") && help());
  function search() {
    const field = first("[data-search]");
    if (field) field.focus();
    else location.assign("/jobs#q");
  }
  function move(by) {
    const rows = [...document.querySelectorAll("[data-row]")].filter(shown);
    if (rows.length === 0) return;
    const at = rows.indexOf(document.activeElement);
    rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))].focus();
  }
  const keys = {
    "/": search,
    n: () => document.body.dataset.new && location.assign(document.body.dataset.new),
    j: () => move(1),
    k: () => move(-1),
    "?": help,
  };
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach((menu) => {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    }
    if (typing(e) || e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]") || isOff("keys")) return;
    const does = keys[e.key];
    if (!does) return;
    e.preventDefault();
    does();
  });

  // A menu closes when something else is chosen.
  document.addEventListener("click", (e) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(e.target)) menu.open = false;
    });
  });

  // Times: worded as the server words them, in full in the viewer's zone.
  function coarse(seconds) {
    if (seconds < 60) return `${Math.floor(seconds)} s`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
    if (seconds < 86400) return `${Math.floor(seconds / 3600)} h`;
    if (seconds < 60 * 86400) return `${Math.floor(seconds / 86400)} d`;
    return `${Math.floor(seconds / (30 * 86400))} months`;
  }
  function relative(seconds) {
    if (Math.abs(seconds) < 1) return "now";
    return seconds < 0 ? `in ${coarse(-seconds)}` : `${coarse(seconds)} ago`;
  }
  const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
  function tell() {
    document.querySelectorAll("time[data-relative]").forEach((time) => {
      const at = new Date(time.dateTime);
      const text = relative((Date.now() - at) / 1000);
      if (time.textContent !== text) time.textContent = text;
      if (time.dataset.told) return;
      time.dataset.told = "1";
      if (!time.dataset.zone) time.title = full.format(at);
    });
  }
  setInterval(() => isOff("live") || tell(), 1000);

  // Browsers keep the clipboard from pages that come without TLS from elsewhere: there it takes a field to copy from.
  async function clip(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const before = document.activeElement;
    const field = document.createElement("textarea");
    field.className = "unseen";
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    before?.focus();
  }

  // Copying: what the button is beside, or what it says.
  async function copy(button) {
    const from = button.dataset.copyFrom ? document.getElementById(button.dataset.copyFrom) : null;
    await clip(from ? from.textContent.trim() : button.dataset.copy);
    const said = document.getElementById("said");
    if (said) said.textContent = "Copied";
    button.classList.add("copied");
    setTimeout(() => button.classList.remove("copied"), 1500);
  }
  document.addEventListener("click", (e) => {
    const button = e.target.closest("[data-copy], [data-copy-from]");
    if (button) copy(button);
  });

  // One box that ticks all, and how many are ticked.
  function count(list) {
    const boxes = [...list.querySelectorAll("input[data-each]")];
    const ticked = boxes.filter((box) => box.checked).length;
    const all = list.querySelector("input[data-all]");
    if (all) {
      all.checked = ticked > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }
    list.classList.toggle("some", ticked > 0);
    const number = list.querySelector("[data-count]");
    if (number) number.textContent = ticked === 0 ? "" : `${ticked} chosen`;
  }
  document.addEventListener("change", (e) => {
    const list = e.target.closest("[data-pick]");
    if (!list) return;
    if (e.target.matches("[data-all]")) {
      list.querySelectorAll("input[data-each]").forEach((box) => (box.checked = e.target.checked));
    }
    count(list);
  });

  // Who may not look on is shown what a reload would show, which is mostly the sign-in.
  document.addEventListener("htmx:sseClose", (e) => {
    if (e.detail.type === "message") anew();
  });

  // What went wrong with a request is said above the page, until one goes well again.
  function trouble(words) {
    const told = document.getElementById("trouble");
    if (!told) return;
    told.querySelector(".words").textContent = words;
    told.hidden = !words;
  }
  function refusal(xhr) {
    try {
      return JSON.parse(xhr.responseText).detail || xhr.statusText;
    } catch {
      return `That did not work: the server answered ${xhr.status}. Try again in a moment.`;
    }
  }
  document.addEventListener("htmx:responseError", (e) => trouble(refusal(e.detail.xhr)));
  document.addEventListener("htmx:sendError", () => trouble("That did not work: the server can't be reached. Try again in a moment."));
  document.addEventListener("htmx:afterRequest", (e) => e.detail.successful && trouble(""));

  // A stream that breaks is opened again by itself. It is said only where that takes long.
  let opened = false;
  let broken;
  document.addEventListener("htmx:sseError", () => {
    if (!opened) return;
    broken ??= setTimeout(() => trouble("This page does not keep up: the server can't be reached. It goes on once it can."), 5000);
  });
  document.addEventListener("htmx:sseOpen", () => {
    opened = true;
    if (!broken) return;
    clearTimeout(broken);
    broken = undefined;
    trouble("");
  });

  // A list in which some are chosen stays as it is meanwhile.
  document.addEventListener("htmx:sseBeforeMessage", (e) => {
    if (e.target.querySelector("input[data-each]:checked")) e.preventDefault();
  });

  // Who clicks twice means it once.
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (e.defaultPrevented || form.getAttribute("method") !== "post") return;
    if (form.dataset.sent) e.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 2000);
  });

  // A button that puts a value into a field, as if it had been typed.
  document.addEventListener("click", (e) => {
    const button = e.target.closest("[data-fill]");
    const field = button && document.getElementById(button.dataset.fill);
    if (!field) return;
    field.value = button.dataset.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });

  // A tab that nobody looks at keeps no stream open: browsers have few connections for all tabs together.
  document.addEventListener("visibilitychange", () => {
    document.querySelectorAll("[sse-connect]").forEach((old) => {
      if (document.hidden) {
        htmx.trigger(old, "htmx:beforeCleanupElement");
      } else {
        const anew = old.cloneNode(true);
        old.replaceWith(anew);
        htmx.process(anew);
      }
    });
  });

  function ready() {
    document.documentElement.classList.add("js");
    document.querySelectorAll("[data-js]").forEach((element) => (element.hidden = false));
    tell();
  }
  document.addEventListener("htmx:afterSettle", ready);
  ready();
  if (location.hash === "#q") document.getElementById("q")?.focus();
})();
