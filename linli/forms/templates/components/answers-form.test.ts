import { mount } from "@/mount";
import "./answers-form";

const rules = {
  prefix: "a",
  today: "2026-11-26",
  sentences: { required: "请填写这一项。", identity_check: "校验码不符", too_long: "最多 %(most)s 个字。" },
  schema: {
    "x-order": ["identity", "how", "agent", "people"],
    required: ["identity"],
    properties: {
      identity: { "x-kind": "identity" },
      how: { "x-kind": "choice", oneOf: [{ const: "self", title: "本人" }, { const: "agent", title: "代领" }] },
      agent: { "x-kind": "text", maxLength: 3, "x-shown-when": { field: "how", is: "agent" } },
      people: {
        "x-kind": "rows",
        items: { "x-order": ["name", "note"], properties: { name: { "x-kind": "text" }, note: { "x-kind": "text", "x-shown-when": { field: "name", filled: true } } } },
      },
    },
  },
};
const part = (path: string, inner: string) =>
  `<div data-answer="${path}"><div class="field"><label>问</label><div class="control">${inner}</div></div></div>`;
const markup = `<form><answers-form>
${part("identity", '<input name="a-identity">')}
${part("how", '<input type="radio" name="a-how" value="self"><input type="radio" name="a-how" value="agent">')}
${part("agent", '<input name="a-agent">')}
<fieldset data-answer="people"><input type="hidden" name="a-people" value="1">${part("people-0-name", '<input name="a-people-0-name">')}${part("people-0-note", '<input name="a-people-0-note">')}</fieldset>
<script type="application/json">${JSON.stringify(rules)}</script></answers-form>
<button name="deed" value="send">提交</button><button name="deed" value="save">保存</button></form>`;

const box = (path: string) => document.querySelector<HTMLElement>(`[data-answer="${path}"]`)!;
const input = (name: string) => document.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
const error = (path: string) => box(path).querySelector(".error")?.textContent ?? "";
const type = (name: string, value: string) => {
  input(name).value = value;
  input(name).dispatchEvent(new Event("input", { bubbles: true }));
  input(name).dispatchEvent(new Event("change", { bubbles: true }));
};
const choose = (value: string) => {
  const radio = document.querySelector<HTMLInputElement>(`[type="radio"][value="${value}"]`)!;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
};
const send = (value: string) => {
  const event = new SubmitEvent("submit", { bubbles: true, cancelable: true, submitter: document.querySelector(`button[value="${value}"]`) });
  document.querySelector("form")!.dispatchEvent(event);
  return !event.defaultPrevented;
};

beforeEach(() => mount(markup));

test("what is not asked is hidden, and shown when it is", () => {
  expect(box("agent").hidden).toBe(true);
  choose("agent");
  expect(box("agent").hidden).toBe(false);
  choose("self");
  expect(box("agent").hidden).toBe(true);
});

test("a row has conditions of its own", () => {
  expect(box("people-0-note").hidden).toBe(true);
  type("a-people-0-name", "甲");
  expect(box("people-0-note").hidden).toBe(false);
});

test("what does not hold is said beside it, and goes when it is mended", () => {
  type("a-identity", "350181195803010010");
  expect(error("identity")).toBe("校验码不符");
  expect(input("a-identity").getAttribute("aria-invalid")).toBe("true");
  expect(input("a-identity").getAttribute("aria-describedby")).toBe("id_a-identity_error");

  type("a-identity", "３５０１８１１９５８０３０１００１５ ");

  expect(error("identity")).toBe("");
  expect(input("a-identity").hasAttribute("aria-invalid")).toBe(false);
});

test("a blank that is needed is said when the form is sent, not while it is left", () => {
  type("a-identity", "");
  expect(error("identity")).toBe("");

  expect(send("send")).toBe(false);
  expect(error("identity")).toBe("请填写这一项。");
  expect(document.activeElement).toBe(input("a-identity"));
});

test("sent again unchanged, the server decides; saving is never held back", () => {
  expect(send("save")).toBe(true);
  expect(send("send")).toBe(false);
  expect(send("send")).toBe(true);
});

test("the sentence says its bounds", () => {
  choose("agent");
  type("a-agent", "𠮷𠮷𠮷𠮷");
  expect(error("agent")).toBe("最多 3 个字。");
});

test("what is whole is sent", () => {
  type("a-identity", "350181195803010015");
  expect(send("send")).toBe(true);
});
