import "@/drawing/drawing.css";
import { GridDrawing } from "@/drawing/grid-drawing";

customElements.define("grid-drawing", GridDrawing);
