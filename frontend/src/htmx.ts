// @ts-expect-error: the package describes its global only, not its module
import htmx from "htmx.org/dist/htmx.esm.js";

export default htmx as unknown;
