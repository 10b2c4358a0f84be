import "@/styles/index.css";
import "@/htmx";
import "@/islands";

// Each component brings its own style and, if it moves, its own element; pages may bring a style too.
import.meta.glob("../../../linli/*/templates/**/*.css", { eager: true });
import.meta.glob(["../../../linli/*/templates/components/*.ts", "!../../../linli/*/templates/components/*.test.ts"], { eager: true });
