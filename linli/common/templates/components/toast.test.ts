import { mount } from "@/mount";
import "./toast";

test("a message can be closed, and only then goes", () => {
  mount(`<toast-note><p>已派给路灯管理所</p><button class="close" hidden>关闭</button></toast-note>`);
  const close = document.querySelector<HTMLButtonElement>(".close")!;
  expect(close.hidden).toBe(false);

  close.click();

  expect(document.querySelector("toast-note")).toBeNull();
});
