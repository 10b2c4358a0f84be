import { keepDrafts } from "@/islands/draft-keeper";
import { closeMenus } from "@/islands/menus";
import { guardSubmits } from "@/islands/submit-guard";
import { loadWebFonts } from "@/islands/web-fonts";
import "@/islands/desk-keys";

loadWebFonts(document);
guardSubmits(document);
closeMenus(document);
keepDrafts(document, sessionStorage);
