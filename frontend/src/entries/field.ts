import { FieldApp } from "@/field/app";

customElements.define("field-app", FieldApp);
