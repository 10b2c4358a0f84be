import { findKinds, type Kind } from "@/field/kinds";

const KINDS: Kind[] = [
  ["M01037", "路灯异常", "", "ldyc", "灯不亮 灯坏"],
  ["M01038", "路灯配电箱异常", "", "ldpdxyc", ""],
  ["M06010", "暴露垃圾", "", "bllj", "垃圾 脏"],
  ["C003", "对邻里平台的投诉", "Complaint about Linli", "dllptdts", "系统 打不开"],
];
const codes = (typed: string) => findKinds(KINDS, typed).map((kind) => kind[0]);

describe("kinds without signal", () => {
  it("are found by pinyin initials, the plainer first", () => {
    expect(codes("ld")).toEqual(["M01037", "M01038"]);
  });

  it("are found by what people say, and by the English name", () => {
    expect(codes("垃圾")).toEqual(["M06010"]);
    expect(codes("linli")).toEqual(["C003"]);
  });

  it("are found by some of the words typed", () => {
    expect(codes("这里路灯坏了")).toEqual(["M01037", "M01038"]);
  });

  it("are none where nothing is typed or nothing fits", () => {
    expect(codes(" ")).toEqual([]);
    expect(codes("zzz")).toEqual([]);
  });
});
