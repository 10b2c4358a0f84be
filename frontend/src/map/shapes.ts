import type { Feature, FeatureCollection, Position } from "geojson";
import { ontoMap } from "@/map/datum";

/** The same outlines in the provider's frame. Only polygons are drawn; whatever else there is is left out. */
export function shapesOnMap(shapes: FeatureCollection, datum: string): FeatureCollection {
  const corner = (position: Position): Position => {
    const { longitude, latitude } = ontoMap({ longitude: position[0] ?? 0, latitude: position[1] ?? 0 }, datum);
    return [longitude, latitude];
  };
  const polygon = (rings: Position[][]): Position[][] => rings.map((ring) => ring.map(corner));
  const features = shapes.features.flatMap((feature): Feature[] => {
    const { geometry } = feature;
    if (geometry.type === "Polygon") {
      return [{ ...feature, geometry: { type: "Polygon", coordinates: polygon(geometry.coordinates) } }];
    }
    if (geometry.type === "MultiPolygon") {
      return [{ ...feature, geometry: { type: "MultiPolygon", coordinates: geometry.coordinates.map(polygon) } }];
    }
    return [];
  });
  return { type: "FeatureCollection", features };
}
