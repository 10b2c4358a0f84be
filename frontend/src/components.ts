// Each component brings its own style and, if it moves, its own element; a page may bring a style too. They stand in a
// module of their own because a glob is hoisted above the imports beside it, and the order of the layers would be lost.
import.meta.glob("../../linli/*/templates/**/*.css", { eager: true });
import.meta.glob(["../../linli/*/templates/components/*.ts", "!../../linli/*/templates/components/*.test.ts"], { eager: true });
