import { keepDrafts } from "@/islands/draft-keeper";
import { askBeforeLeaving } from "@/islands/field-leave";
import { closeMenus } from "@/islands/menus";
import { guardSubmits } from "@/islands/submit-guard";
import { loadWebFonts } from "@/islands/web-fonts";
import "@/islands/desk-keys";
import "@/islands/hold-clock";
import "@/islands/linli-screen";
import "@/islands/save-picture";
import "@/islands/save-screen";

loadWebFonts(document);
askBeforeLeaving(document, localStorage, (address) => location.assign(address));
guardSubmits(document);
closeMenus(document);
keepDrafts(document, sessionStorage);
