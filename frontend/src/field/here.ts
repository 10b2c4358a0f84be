export interface Here {
  lon: number;
  lat: number;
  metres: number;
}

/** Where the phone is, asked once, at a tap. Nothing follows the phone. Throws where it does not say. */
export function here(): Promise<Here> {
  const patience = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 };
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lon: coords.longitude, lat: coords.latitude, metres: Math.max(1, Math.round(coords.accuracy)) }),
      reject,
      patience,
    );
  });
}
