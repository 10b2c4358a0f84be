import { type Matter, metresTo, ordered, toneOf } from "@/field/day";

const matter = (number: string, more: Partial<Matter> = {}): Matter => ({
  number, title: "", seq: 1, state: "", opened_at: "2026-11-25T08:00:00+08:00", due_at: "", place: "", words: "",
  lon: null, lat: null, deeds: [], ...more,
});
const HERE = { lon: 119.289, lat: 25.713 };

describe("today on the phone", () => {
  it("knows how far it is, to a few metres", () => {
    expect(Math.round(metresTo(matter("1", { lon: 119.299, lat: 25.713 }), HERE) ?? 0)).toBe(1002);
    expect(metresTo(matter("1"), HERE)).toBeNull();
  });

  it("shows what is near, nearest first, and leaves out what is far or nowhere", () => {
    const near = matter("near", { lon: 119.29, lat: 25.713 });
    const nearer = matter("nearer", { lon: 119.2895, lat: 25.713 });
    const far = matter("far", { lon: 119.4, lat: 25.713 });

    expect(ordered([near, far, matter("nowhere"), nearer], "near", HERE)).toEqual([nearer, near]);
  });

  it("shows what is new, newest first", () => {
    const old = matter("old");
    const young = matter("young", { opened_at: "2026-11-25T09:00:00+08:00" });

    expect(ordered([old, young], "new", null)).toEqual([young, old]);
  });

  it("says how it stands with the time", () => {
    const at = Date.parse("2026-11-25T12:00:00+08:00");

    expect(toneOf(matter("1"), at)).toBe("wait");
    expect(toneOf(matter("1", { due_at: "2026-11-25T11:59:00+08:00" }), at)).toBe("late");
    expect(toneOf(matter("1", { due_at: "2026-11-26T11:59:00+08:00" }), at)).toBe("soon");
    expect(toneOf(matter("1", { due_at: "2026-11-27T12:00:00+08:00" }), at)).toBe("act");
  });
});
