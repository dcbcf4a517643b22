"use strict";

// Windows: <a data-window href> shows the #window of that page in a <dialog> over this one. Without this script the
// link simply leads to the page. A server that reads X-Window may leave out what stands around it.
(() => {
  const LOST = "没有连上服务器。您填写的内容还在，请检查网络后再试一次。";
  const ENDED = "登录已经过期。您填写的内容还在：请在新的标签页里重新登录，再回到这里提交一次。";
  const stack = [];
  const kept = new Map();
  let count = 0;
  let isOpening = false;

  async function load(address, options) {
    const answer = await fetch(address, { credentials: "same-origin", headers: { "X-Window": "1" }, ...options });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.body.hasAttribute("data-signed-in")) window.portal.alive();
    return { page, url: answer.url, goes: answer.headers.get("X-Window-Goes") };
  }

  function hasEnded(page) {
    const here = document.body.hasAttribute("data-signed-in");
    return here && !page.body.hasAttribute("data-signed-in") && !page.querySelector("[data-error-sentence]");
  }

  function isSamePage(one, other) {
    return new URL(one, location.href).pathname === new URL(other, location.href).pathname;
  }

  function makeDialog(title) {
    const dialog = document.createElement("dialog");
    const id = `window-title-${(count += 1)}`;
    dialog.setAttribute("aria-labelledby", id);
    dialog.innerHTML =
      `<div class="window-head"><h2 id="${id}"></h2>` +
      '<button type="button" class="btn btn-link" data-window-close>关闭</button></div><div class="window-body"></div>';
    dialog.querySelector("h2").textContent = title;
    return dialog;
  }

  function focusInside(body) {
    const first =
      body.querySelector("[data-error-summary]") ||
      body.querySelector("input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea") ||
      body.querySelector("a[href], button");
    if (first) first.focus();
  }

  function fill(entry, page, url) {
    const content = page.getElementById("window");
    if (!content) return false;
    const body = entry.dialog.querySelector(".window-body");
    content.removeAttribute("id");
    body.replaceChildren(document.adoptNode(content));
    entry.url = url;
    window.portal.announce(body);
    focusInside(body);
    entry.dialog.scrollTop = 0;
    return true;
  }

  // A second press while the first still loads opens nothing more.
  async function open(opener, address) {
    if (isOpening) return;
    isOpening = true;
    try {
      await openWindow(opener, address);
    } finally {
      isOpening = false;
    }
  }

  // As without script: a link leads on, 查询 sends its form, which keeps what was typed whatever goes wrong.
  function goWithout(opener, key) {
    if (opener.form && opener.form.requestSubmit) opener.form.requestSubmit(opener);
    else location.assign(key);
  }

  async function openWindow(opener, address) {
    const key = new URL(address, location.href).href;
    const title = opener.dataset.windowTitle || opener.textContent.trim();
    const entry = { dialog: makeDialog(title), opener, key, url: key, typed: false };
    try {
      const { page, url } = await load(key);
      if (hasEnded(page) || !page.getElementById("window")) return goWithout(opener, key);
      document.body.append(entry.dialog);
      entry.dialog.showModal();
      fill(entry, page, url);
    } catch {
      return goWithout(opener, key);
    }
    restore(entry);
    stack.push(entry);
    entry.dialog.addEventListener("input", () => (entry.typed = true));
    entry.dialog.addEventListener("close", () => closed(entry));
  }

  // What was typed and not sent comes back when the same window is opened again on this page.
  function restore(entry) {
    const body = kept.get(entry.key);
    if (!body) return;
    entry.dialog.querySelector(".window-body").replaceWith(body);
    entry.typed = true;
    focusInside(body);
  }

  function closed(entry) {
    stack.splice(stack.indexOf(entry), 1);
    if (entry.typed) kept.set(entry.key, entry.dialog.querySelector(".window-body"));
    else kept.delete(entry.key);
    entry.dialog.remove();
    if (entry.opener.isConnected) entry.opener.focus();
  }

  function say(entry, sentence) {
    const body = entry.dialog.querySelector(".window-body");
    const old = body.querySelector("[data-window-says]");
    const box = document.createElement("div");
    box.className = "notice notice-error";
    box.dataset.windowSays = "";
    box.tabIndex = -1;
    box.setAttribute("role", "alert");
    box.textContent = sentence;
    if (old) old.remove();
    body.prepend(box);
    box.focus();
  }

  function request(entry, form, submitter) {
    const data = new URLSearchParams(new FormData(form));
    if (submitter && submitter.name) data.append(submitter.name, submitter.value);
    const action = (submitter && submitter.getAttribute("formaction")) || form.getAttribute("action") || entry.url;
    const method = (submitter && submitter.getAttribute("formmethod")) || form.method;
    const address = new URL(action, entry.url);
    if (method !== "post") {
      address.search = data;
      return [address, {}];
    }
    return [address, { method: "POST", body: data }];
  }

  // After a login in another tab the form's token is old: take a new one from the window's own page, if it is there.
  async function renewToken(entry, form) {
    const { page } = await load(entry.url);
    const fresh = page.querySelector("#window [name=csrfmiddlewaretoken]");
    if (fresh) form.querySelector("[name=csrfmiddlewaretoken]").value = fresh.value;
    entry.ended = !fresh;
  }

  async function ask(entry, form, submitter) {
    const [address, options] = request(entry, form, submitter);
    return load(address, options);
  }

  async function send(entry, form, submitter) {
    try {
      if (entry.ended) await renewToken(entry, form);
      let answer = await ask(entry, form, submitter);
      if (answer.page.querySelector("[data-stale-token]")) {
        await renewToken(entry, form);
        if (entry.ended) return say(entry, ENDED);
        answer = await ask(entry, form, submitter);
      }
      await receive(entry, answer);
    } catch {
      say(entry, LOST);
    } finally {
      window.portal.unlock(form);
    }
  }

  async function receive(entry, { page, url, goes }) {
    const sentence = page.querySelector("[data-error-sentence]");
    if (goes) {
      await finish(entry, new URL(goes, url).href);
    } else if (hasEnded(page)) {
      entry.ended = true;
      say(entry, ENDED);
    } else if (!fill(entry, page, url)) {
      if (sentence) say(entry, sentence.textContent);
      else location.assign(url);
    }
  }

  // Saved: back to the window below, to this page as the answer shows it, or on to another page.
  async function finish(entry, url) {
    const below = stack[stack.length - 2];
    const isBelow = below && isSamePage(below.url, url);
    const isHere = isBelow || isSamePage(location.href, url);
    const { page, url: end } = isHere ? await load(url) : { url };
    entry.typed = false;
    if (!isSamePage(url, end)) return location.assign(end);
    if (isBelow) {
      entry.dialog.close();
      fill(below, page, url);
      return;
    }
    const { href } = stack[0].opener;
    [...stack].reverse().forEach((one) => {
      one.typed = false;
      one.dialog.close();
    });
    if (!isHere) return location.assign(url);
    document.getElementById("main").replaceWith(document.adoptNode(page.getElementById("main")));
    document.title = page.title;
    const main = document.getElementById("main");
    window.portal.announce(main);
    const again = [...main.querySelectorAll("a[data-window]")].find((link) => link.href === href);
    (again || main).focus();
  }

  function chooseProvider(entry, form) {
    const radio = form.querySelector("input[name=provider]:checked");
    if (!radio) return say(entry, "请先选择一家网站接入服务提供者，再点“确定”。");
    const target = entry.opener.form;
    const shown = target.querySelector("[name=provider_name]");
    target.querySelector("[name=provider]").value = radio.value;
    shown.value = radio.dataset.name;
    entry.typed = false;
    entry.dialog.close();
    shown.dispatchEvent(new Event("input", { bubbles: true }));
    shown.focus();
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const top = stack[stack.length - 1];
    const opener = event.target.closest("a[data-window]");
    const search = event.target.closest("button[data-provider-search]");
    const closer = event.target.closest("[data-window-close]");
    if (opener) {
      event.preventDefault();
      open(opener, opener.href);
    } else if (search) {
      event.preventDefault();
      const typed = search.form.querySelector("[name=provider_name]").value;
      open(search, `${search.dataset.providerSearch}?${new URLSearchParams({ q: typed })}`);
    } else if (closer && top && top.dialog.contains(closer)) {
      event.preventDefault();
      top.dialog.close();
    }
  });

  document.addEventListener("submit", (event) => {
    const entry = stack.find((one) => one.dialog.contains(event.target));
    if (!entry || event.defaultPrevented) return;
    event.preventDefault();
    const isChoice = event.target.matches("[data-provider-choice]");
    if (isChoice && !(event.submitter && event.submitter.name)) chooseProvider(entry, event.target);
    else send(entry, event.target, event.submitter);
  });
})();
