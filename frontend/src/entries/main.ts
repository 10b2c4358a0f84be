import "@/styles/index.css";
import "@/components";
import "@/htmx";
import "@/islands";
