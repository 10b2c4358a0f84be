import { mount } from "@/mount";
import "./place-picker";

type Answer = (found: PositionCallback, refused: PositionErrorCallback) => void;

function open(answer: Answer): void {
  vi.stubGlobal("navigator", { geolocation: { getCurrentPosition: answer } });
  mount(`<place-picker><input type="hidden" name="case-longitude"><input type="hidden" name="case-latitude">
    <input type="hidden" name="case-accuracy"><p class="here" hidden><button type="button" data-here>用我现在的位置</button>
    <output data-found="{metres} 米以内" data-outside="误差 {metres} 米" data-refused="没有得到位置"></output></p></place-picker>`);
  document.querySelector<HTMLButtonElement>("[data-here]")!.click();
}

function at(accuracy: number): Answer {
  const coords = { longitude: 119.3842, latitude: 25.7204, accuracy } as GeolocationCoordinates;
  return (found) => found({ coords } as GeolocationPosition);
}

const value = (name: string) => document.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value;
const said = () => document.querySelector("output")!.textContent;

test("the place is filled in and says how sure it is", () => {
  open(at(12.4));

  expect([value("case-longitude"), value("case-latitude"), value("case-accuracy")]).toEqual(["119.384200", "25.720400", "12"]);
  expect(said()).toBe("12 米以内");
});

test("a rough place says that it is rough", () => {
  open(at(850));

  expect(said()).toBe("误差 850 米");
});

test("a refusal fills nothing in and says what to do", () => {
  open((_found, refused) => refused({ code: 1 } as GeolocationPositionError));

  expect(value("case-longitude")).toBe("");
  expect(said()).toBe("没有得到位置");
});

test("without geolocation the button stays away", () => {
  vi.stubGlobal("navigator", {});
  mount(`<place-picker><p class="here" hidden><button data-here></button></p></place-picker>`);

  expect(document.querySelector<HTMLElement>(".here")!.hidden).toBe(true);
});
