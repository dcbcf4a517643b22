"use strict";

// What every page needs: forms sent once, the error summary in focus, a word before the session ends.
window.portal = (() => {
  const SEND_AGAIN_AFTER = 10000;
  const WARN_BEFORE = 300;
  const tabs = window.BroadcastChannel ? new BroadcastChannel("portal") : null;
  let lastSeen = Date.now();

  function submitButtons(form) {
    return Array.from(form.querySelectorAll("button:not([type=button]), input[type=submit]"));
  }

  function lock(form) {
    form.dataset.sent = "1";
    submitButtons(form).forEach((button) => button.setAttribute("aria-disabled", "true"));
    setTimeout(() => unlock(form), SEND_AGAIN_AFTER);
  }

  function unlock(form) {
    delete form.dataset.sent;
    submitButtons(form).forEach((button) => button.removeAttribute("aria-disabled"));
  }

  // New content in the page, or the page itself: other scripts listen for portal:content.
  function announce(root) {
    document.dispatchEvent(new CustomEvent("portal:content", { detail: root }));
    const summary = root.querySelector("[data-error-summary]");
    if (summary) summary.focus();
  }

  // What is done in one tab keeps the login of all: the others are told.
  function alive() {
    lastSeen = Date.now();
    if (tabs) tabs.postMessage("alive");
  }

  function makeIdleDialog() {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "idle-title");
    dialog.innerHTML =
      '<div class="window-head"><h2 id="idle-title">还在吗？</h2></div><div class="window-body">' +
      '<p role="status"></p><div class="actions"><button type="button" class="btn btn-primary">继续</button></div></div>';
    const answer = (event) => {
      if (dialog.dataset.over) return dialog.close();
      event.preventDefault();
      stay(dialog);
    };
    dialog.querySelector("button").addEventListener("click", answer);
    dialog.addEventListener("cancel", answer);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    return dialog;
  }

  async function stay(dialog) {
    try {
      await fetch(location.href, { credentials: "same-origin" });
      alive();
      dialog.close();
    } catch {
      dialog.querySelector("p").textContent = "没有连上服务器，请检查网络后再点“继续”。";
    }
  }

  function sayIdle(dialog, left) {
    dialog.querySelector("p").textContent =
      left > 0
        ? `您已有一段时间没有操作。为了安全，再过 ${Math.ceil(left / 60)} 分钟会自动退出。`
        : "登录已经过期。填写的内容还在这一页里：可以照常提交，系统会请您重新登录，内容不会丢失。";
    if (left > 0) return;
    dialog.dataset.over = "1";
    dialog.querySelector("button").textContent = "关闭";
  }

  // Over the end it speaks once: who has closed it wants to see the page.
  function watchIdle(limit) {
    let dialog = null;
    let isOver = false;
    setInterval(() => {
      const left = limit - (Date.now() - lastSeen) / 1000;
      if (left > WARN_BEFORE) {
        isOver = false;
        if (dialog) dialog.close();
      } else if (!isOver) {
        if (!dialog || !dialog.isConnected) dialog = makeIdleDialog();
        sayIdle(dialog, left);
        if (!dialog.open) dialog.showModal();
        isOver = left <= 0;
      }
    }, 10000);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (form.method === "post" && !event.defaultPrevented) {
      lock(form);
    }
  });

  // A form that was given back goes with the token of the login that came after it, which any page of it holds.
  async function sendAgain(form) {
    const name = "csrfmiddlewaretoken";
    try {
      const answer = await fetch("/", { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      form.elements[name].value = page.querySelector(`[name=${name}]`).value;
    } catch {
      // Then it goes with its own, and comes back once more at worst.
    }
    HTMLFormElement.prototype.submit.call(form);
  }

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches("[data-unsent]")) return;
    event.preventDefault();
    sendAgain(event.target);
  });

  // A link of the summary leads into its field also inside a window, where the address must not change.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    const target = link && (link.closest("dialog") || document).querySelector(`[id="${CSS.escape(link.hash.slice(1))}"]`);
    if (!target) return;
    event.preventDefault();
    (target.closest(".field") || target).scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  });

  if (tabs) tabs.addEventListener("message", () => (lastSeen = Date.now()));

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(unlock);
  });

  document.addEventListener("DOMContentLoaded", () => {
    announce(document);
    const limit = Number(document.body.dataset.idleSeconds);
    if (!limit) return;
    alive();
    watchIdle(limit);
  });

  return { unlock, announce, alive };
})();
