import type { FeatureCollection } from "geojson";
import { GeoJSONSource, LngLatBounds, Map as BaseMap, Marker, NavigationControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Point } from "@/map/datum";

// Served from our own origin, as the content policy asks; the library would look for it beside a file we do not have.
setWorkerUrl(new URL(workerUrl, window.location.href).href);

/** What the element asks of a drawn map. All points are in the provider's frame. */
export interface Drawing {
  readonly centre: Point;
  readonly zoom: number;
  pin(at: Point | null): void;
  spots(at: readonly Point[]): void;
  show(at: Point): void;
  closer(by: number): void;
  outline(shapes: FeatureCollection): void;
  remove(): void;
}

export interface Wish {
  readonly into: HTMLElement;
  readonly tiles: readonly string[];
  readonly centre: Point;
  readonly zoom: number;
  readonly isPicker: boolean;
  readonly words: Readonly<Record<string, string>>;
  readonly describedBy: string;
  readonly onTap: (at: Point) => void;
  readonly onDrag: (at: Point) => void;
  readonly onFault: () => void;
}

export type Draw = (wish: Wish) => Drawing;

const MOST_ZOOM = 18;
const asPoint = ({ lng, lat }: { lng: number; lat: number }): Point => ({ longitude: lng, latitude: lat });
const asPair = ({ longitude, latitude }: Point): [number, number] => [longitude, latitude];

/** Draw the provider's tiles with MapLibre. Throws where the browser cannot. */
export const draw: Draw = (wish) => {
  const map = new BaseMap({
    container: wish.into,
    style: { version: 8, sources: {}, layers: [] },
    center: asPair(wish.centre),
    zoom: wish.zoom,
    maxZoom: MOST_ZOOM,
    attributionControl: false, // the provider's credit stands in the page, where it cannot be folded away
    keyboard: !wish.isPicker, // the arrows move the pin
    scrollZoom: wish.isPicker, // a page is scrolled past a map that only shows
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    locale: { ...wish.words },
    // A provider tells by the host whose key it is; nothing more of the address is its business.
    transformRequest: (url) => ({ url, referrerPolicy: "origin" }),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  const canvas = map.getCanvas();
  if (wish.isPicker) canvas.setAttribute("role", "application"); // else screen readers keep the arrows to themselves
  canvas.setAttribute("aria-describedby", wish.describedBy);
  const ready = new Promise<void>((resolve) => void map.once("style.load", () => resolve()));
  void ready.then(() => layTiles(map, wish.tiles));
  map.on("error", wish.onFault);
  if (wish.isPicker) map.on("click", (event) => wish.onTap(asPoint(event.lngLat)));
  const marker = pinOf(wish);

  return {
    get centre() {
      return asPoint(map.getCenter());
    },
    get zoom() {
      return map.getZoom();
    },
    pin(at) {
      if (!at) return void marker.remove();
      marker.setLngLat(asPair(at)).addTo(map);
      if (!map.getBounds().contains(asPair(at))) map.panTo(asPair(at));
    },
    spots(at) {
      for (const one of at) {
        const element = document.createElement("span");
        element.className = "spot";
        new Marker({ element }).setLngLat(asPair(one)).addTo(map);
      }
    },
    show(at) {
      map.easeTo({ center: asPair(at), zoom: Math.max(map.getZoom(), 16) });
    },
    closer(by) {
      map.zoomTo(map.getZoom() + by);
    },
    outline(shapes) {
      void ready.then(() => layOutline(map, shapes, wish.into));
    },
    remove() {
      map.remove();
    },
  };
};

function layTiles(map: BaseMap, tiles: readonly string[]): void {
  tiles.forEach((template, index) => {
    // Map services of China often give names and ground apart: each template is a layer over the one before.
    map.addSource(`tiles-${index}`, { type: "raster", tiles: [template], tileSize: 256, maxzoom: MOST_ZOOM });
    const above = map.getLayer("outline") ? "outline-ground" : undefined;
    map.addLayer({ id: `tiles-${index}`, type: "raster", source: `tiles-${index}` }, above);
  });
}

function layOutline(map: BaseMap, shapes: FeatureCollection, into: HTMLElement): void {
  const known = map.getSource("outline");
  if (known instanceof GeoJSONSource) return void known.setData(shapes);
  const colour = getComputedStyle(into).getPropertyValue("--indigo").trim();
  map.addSource("outline", { type: "geojson", data: shapes });
  map.addLayer({ id: "outline-ground", type: "fill", source: "outline", paint: { "fill-color": colour, "fill-opacity": 0.06 } });
  map.addLayer({ id: "outline", type: "line", source: "outline", paint: { "line-color": colour, "line-width": 1.5 } });
  map.fitBounds(boundsOf(shapes), { padding: 16, animate: false });
}

function boundsOf(shapes: FeatureCollection): LngLatBounds {
  const bounds = new LngLatBounds();
  for (const { geometry } of shapes.features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];
    for (const corner of polygons.flat(2)) bounds.extend([corner[0] ?? 0, corner[1] ?? 0]);
  }
  return bounds;
}

function pinOf(wish: Wish): Marker {
  const element = document.createElement("span");
  element.className = "pin";
  const marker = new Marker({ element, anchor: "bottom", draggable: wish.isPicker });
  marker.on("dragend", () => wish.onDrag(asPoint(marker.getLngLat())));
  return marker;
}
