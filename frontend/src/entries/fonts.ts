// Asked for only where the machine has no Chinese font of its own; each slice loads when a character needs it.
import "@fontsource-variable/noto-sans-sc/index.css";
import "@fontsource-variable/noto-serif-sc/index.css";
import "@/styles/fonts.css";
