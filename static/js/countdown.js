"use strict";

// 重新发送 counts its seconds down and can be pressed at zero.
document.querySelectorAll("[data-countdown]").forEach((button) => {
  const text = button.textContent;
  let left = Number(button.dataset.countdown);
  const tick = () => {
    button.disabled = left > 0;
    button.textContent = left > 0 ? `${text}（${left} 秒）` : text;
    if (left-- > 0) setTimeout(tick, 1000);
  };
  tick();
});
