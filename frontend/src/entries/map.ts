import "@/map/map.css";
import { LinliMap } from "@/map/linli-map";

customElements.define("linli-map", LinliMap);
