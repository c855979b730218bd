// One record at a time, one key a decision. Everything is built as text nodes: a title cannot bring markup with it.

const PATIENCE = 5000; // milliseconds that an answer of the kernel may take before the view says that nothing was saved

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The text with `words` marked; a word counts with whatever ending it has. */
function marked(text, words) {
  const stems = words.filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const holder = element("span");
  if (!stems.length) { holder.append(text); return holder; }
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${stems.join("|")})[\\p{L}\\p{N}]*`, "giu");
  let from = 0;
  for (const hit of text.matchAll(pattern)) {
    holder.append(text.slice(from, hit.index), element("mark", {}, hit[0]));
    from = hit.index + hit[0].length;
  }
  holder.append(text.slice(from));
  return holder;
}

function render({ model, el }) {
  const root = element("div", { class: "verko-screen", tabindex: "0", role: "group", "data-lm-suppress-shortcuts": "true" });
  const status = element("p", { class: "verko-status", role: "status", "aria-live": "polite" });
  el.append(root);
  let asked = 0;
  let timer = null;
  let choosing = false;

  const told = () => model.get("shown");
  const words = () => told().text;

  function send(action) {
    if (timer) return; // one at a time: a second key waits until the first is on disk
    const shown = told();
    asked += 1;
    model.send({ ...action, record: shown.record ? shown.record.id : "", asked });
    say(words().saving);
    timer = setTimeout(() => {
      timer = null;
      say(words().not_saved, true);
    }, PATIENCE);
  }

  function say(text, alarm) {
    status.textContent = text;
    status.classList.toggle("alarm", Boolean(alarm));
  }

  function decide(decision, reason = "") {
    if (!told().record) return;
    choosing = false;
    send({ do: "decide", decision, reason });
  }

  function exclude() {
    if (told().needs_reason && told().reasons.length) {
      choosing = true;
      say(words().choose);
      draw();
    } else decide("exclude");
  }

  function press(key) {
    const reason = told().reasons.find((each) => each.key === key);
    if (reason) return decide("exclude", reason.code);
    if (choosing && key === "Escape") { choosing = false; say(""); return draw(); }
    switch (key.toLowerCase()) {
      case "i": return decide("include");
      case "e": return exclude();
      case "m": return decide("maybe");
      case "u": choosing = false; return send({ do: "undo" });
      case "n": choosing = false; return send({ do: "skip" });
      default: return false;
    }
  }

  function button(key, text, kind, act) {
    const made = element("button", { type: "button", class: kind }, element("kbd", {}, key), " " + text);
    made.addEventListener("click", () => { act(); root.focus(); });
    return made;
  }

  function record(shown) {
    if (!shown.record) return [element("p", { class: "verko-done" }, words().done)];
    const { title, meta, abstract } = shown.record;
    const found = [...shown.words, ...shown.learned];
    return [
      element("h3", {}, marked(title, found)),
      element("p", { class: "verko-meta" }, meta),
      element("p", { class: "verko-abstract" }, abstract ? marked(abstract, found) : words().no_abstract),
    ];
  }

  function choices(shown) {
    const reasons = element("div", { class: "verko-reasons" + (choosing ? " choosing" : ""), role: "group", "aria-label": words().reasons });
    for (const each of shown.reasons) reasons.append(button(each.key, each.text, "reason", () => decide("exclude", each.code)));
    return [
      element("div", { class: "verko-keys" },
        button("i", words().include, "include", () => decide("include")),
        button("e", words().exclude, "exclude", exclude),
        button("m", words().maybe, "maybe", () => decide("maybe")),
        button("u", words().undo, "", () => send({ do: "undo" })),
        button("n", words().next, "", () => send({ do: "skip" }))),
      reasons,
    ];
  }

  function criteria(shown) {
    if (!shown.criteria.length) return [];
    const list = element("ul");
    for (const each of shown.criteria) list.append(element("li", {}, element("b", {}, each.kind), " " + each.text));
    const holder = element("details", {}, element("summary", {}, words().criteria), list);
    holder.open = opened;
    holder.addEventListener("toggle", () => { opened = holder.open; });
    return [holder];
  }
  let opened = false;

  function rules(shown) {
    if (!shown.panel.length) return [];
    const list = element("div", { class: "verko-panel" });
    for (const [name, value] of shown.panel) list.append(element("span", {}, `${name}: `, element("b", {}, value)));
    return [list, element("p", { class: "verko-note" }, words().rules)];
  }

  function draw() {
    const shown = told();
    const bar = element("progress", { max: shown.total, value: shown.decided, "aria-label": shown.progress });
    root.lang = shown.language;
    root.setAttribute("aria-label", words().name);
    root.replaceChildren(
      element("div", { class: "verko-head" }, element("span", {}, shown.progress), bar),
      ...record(shown), ...(shown.record ? choices(shown) : [button("u", words().undo, "", () => send({ do: "undo" }))]),
      status, ...criteria(shown), ...rules(shown));
  }

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.repeat || press(event.key) !== false) { event.preventDefault(); event.stopPropagation(); }
  });
  model.on("change:shown", () => {
    clearTimeout(timer);
    timer = null;
    draw();
    say(told().message, told().alarm);
  });
  draw();
  say(words().start);
  root.focus();
}

export default { render };
