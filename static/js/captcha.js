"use strict";

// With script the picture is changed, and the recording played, on the page itself.
document.querySelectorAll("[data-captcha]").forEach((box) => {
  const picture = box.querySelector("[data-captcha-picture]");
  const status = box.querySelector("[data-captcha-status]");
  const address = picture.src;
  let sound = null;

  box.querySelector("[data-captcha-renew]").addEventListener("click", (event) => {
    event.preventDefault();
    picture.src = `${address}?${Date.now()}`;
    status.textContent = "已换一张验证码图片";
  });

  box.querySelector("[data-captcha-listen]").addEventListener("click", (event) => {
    event.preventDefault();
    if (sound) sound.pause();
    sound = new Audio(`${event.currentTarget.dataset.captchaListen}?${Date.now()}`);
    sound.play().catch(() => { status.textContent = "录音播放不了，请稍后再试"; });
    status.textContent = "正在播放验证码，共六个数字";
  });
});
