import { askBeforeLeaving, MARK } from "@/islands/field-leave";
import { mount } from "@/mount";

describe("leaving at the desk", () => {
  let gone: string[] = [];
  let stop = () => {};

  beforeEach(() => {
    gone = [];
    localStorage.clear();
    mount('<form id="out" data-forget-drafts><button>out</button></form><form id="other"><button>other</button></form>');
    stop = askBeforeLeaving(document, localStorage, (address) => gone.push(address));
  });
  afterEach(() => stop());

  const submit = (id: string): boolean =>
    document.querySelector(`#${id}`)?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })) ?? false;

  it("goes on where nothing of the field is kept", () => {
    expect(submit("out")).toBe(true);
    expect(gone).toEqual([]);
  });

  it("asks first where something is kept", () => {
    localStorage.setItem(MARK, "1");

    expect(submit("out")).toBe(false);
    expect(gone).toEqual(["/field/app/#leave"]);
  });

  it("minds no other form", () => {
    localStorage.setItem(MARK, "1");

    expect(submit("other")).toBe(true);
  });
});
