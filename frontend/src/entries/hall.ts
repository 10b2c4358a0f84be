import "@/islands/hall-display";
import "@/islands/live-part";
import "@/islands/window-keys";
