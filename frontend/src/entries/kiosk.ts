import "@/islands/kiosk-reset";
