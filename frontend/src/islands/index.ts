import { keepDrafts } from "@/islands/draft-keeper";
import { closeMenus } from "@/islands/menus";
import { guardSubmits } from "@/islands/submit-guard";
import { loadWebFonts } from "@/islands/web-fonts";
import "@/islands/desk-keys";
import "@/islands/linli-screen";
import "@/islands/save-picture";

loadWebFonts(document);
guardSubmits(document);
closeMenus(document);
keepDrafts(document, sessionStorage);
