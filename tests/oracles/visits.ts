// Written from docs/coverage.md alone: nothing of the solver, and none of its helpers, is used here.

interface Place {
  lat: number;
  lon: number;
}
interface Candidate extends Place {
  id: string;
  response: number;
  covers: readonly string[];
}
export interface Question {
  candidates: readonly Candidate[];
  strata: Readonly<Record<string, number>>;
  home: Place;
  days: number;
  visitsPerDay: number;
  limit: { km: number } | { hours: number; kmPerHour: number; hoursPerVisit: number };
  detour: number;
  pointsPer100Km: number;
  pinned: readonly string[];
  excluded: readonly string[];
}

/**
 * Tenths of a kilometre of road, rounded up; 6,371.0088 km is the mean radius of the earth. The angle is the one whose tangent
 * is |a × b| / (a · b), with the places as vectors: the arc cosine of a · b alone makes two stops in one place lie a metre
 * apart, a tenth of a kilometre when rounded up, wherever a · b comes out just below 1.
 */
export function tenths(a: Place, b: Place, detour: number): number {
  const vector = ({ lat, lon }: Place): [number, number, number] => {
    const [phi, lambda] = [(lat / 180) * Math.PI, (lon / 180) * Math.PI];
    return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
  };
  const [ax, ay, az] = vector(a);
  const [bx, by, bz] = vector(b);
  const cross = Math.hypot(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx);
  const angle = Math.atan2(cross, ax * bx + ay * by + az * bz);
  return Math.ceil(6371.0088 * angle * detour * 10 - 1e-6);
}

export interface Trip {
  stops: Candidate[];
  tenths: number;
}

function orders<T>(list: T[]): T[][] {
  if (list.length < 2) return [list];
  return list.flatMap((one, at) => orders(list.filter((_, x) => x !== at)).map((rest) => [one, ...rest]));
}

/** The length of the shortest way through these stops, from home and back. */
export function shortest(q: Question, stops: Candidate[]): number {
  return Math.min(
    ...orders(stops).map((order) => {
      const way: Place[] = [q.home, ...order, q.home];
      return way.slice(1).reduce((sum, place, at) => sum + tenths(way[at]!, place, q.detour), 0);
    })
  );
}

export function allowed(q: Question, visits: number): number {
  return 'km' in q.limit
    ? Math.floor(q.limit.km * 10 + 1e-6)
    : Math.floor((q.limit.hours - visits * q.limit.hoursPerVisit) * q.limit.kmPerHour * 10 + 1e-6);
}

/** Every trip that may be made. */
export function allTrips(q: Question): Trip[] {
  const places = q.candidates.filter(({ id }) => !q.excluded.includes(id));
  const found: Trip[] = [];
  const grow = (stops: Candidate[], from: number) => {
    if (stops.length > 0) {
      const length = shortest(q, stops);
      if (length <= allowed(q, stops.length)) found.push({ stops, tenths: length });
    }
    if (stops.length < q.visitsPerDay)
      for (let at = from; at < places.length; at++) grow([...stops, places[at]!], at + 1);
  };
  grow([], 0);
  return found;
}

/** What trips are worth together, in thousandths of a point. */
export function worth(q: Question, trips: readonly Trip[]): number {
  const stops = trips.flatMap((trip) => trip.stops);
  const strata = new Set(stops.flatMap(({ covers }) => covers));
  return (
    [...strata].reduce((sum, id) => sum + 1000 * (q.strata[id] ?? 0), 0) +
    stops.reduce((sum, { response }) => sum + 1000 * response, 0) -
    trips.reduce((sum, trip) => sum + trip.tenths * q.pointsPer100Km, 0)
  );
}

/**
 * The most that any plan is worth, over every set of stops that can be visited and the shortest way to divide it into trips
 * (dynamic programming over sets); null where none has every pinned stop.
 */
export function bestOfAll(q: Question): number | null {
  const bit = new Map(q.candidates.map(({ id }, at) => [id, 1 << at]));
  const setOf = (ids: readonly string[]) => ids.reduce((set, id) => set | bit.get(id)!, 0);
  const trips = allTrips(q).map((trip) => ({ set: setOf(trip.stops.map(({ id }) => id)), tenths: trip.tenths }));
  let length = new Float64Array(1 << q.candidates.length).fill(Infinity);
  length[0] = 0;
  for (let day = 0; day < q.days; day++) {
    const next = length.slice();
    for (let set = 0; set < length.length; set++) {
      if (length[set] === Infinity) continue;
      for (const trip of trips)
        if ((trip.set & set) === 0) next[set | trip.set] = Math.min(next[set | trip.set]!, length[set]! + trip.tenths);
    }
    length = next;
  }
  const pinned = setOf(q.pinned);
  let best: number | null = null;
  length.forEach((tenths, set) => {
    if (tenths === Infinity || (set & pinned) !== pinned) return;
    const stops = q.candidates.filter(({ id }) => (set & bit.get(id)!) !== 0);
    best = Math.max(best ?? -Infinity, worth(q, [{ stops, tenths }]));
  });
  return best;
}

/** The same question as one program in whole numbers, for a solver that knows nothing of this search; in points. */
export function asProgram(q: Question) {
  const trips = allTrips(q);
  const places = q.candidates.map(({ id }) => id);
  const strata = Object.keys(q.strata);
  const rows = [
    ...places.map(() => ({ lower: -Infinity, upper: 1, indices: [] as number[], values: [] as number[] })),
    { lower: -Infinity, upper: q.days, indices: trips.map((_, t) => t), values: trips.map(() => 1) },
    ...strata.map(() => ({ lower: -Infinity, upper: 0, indices: [] as number[], values: [] as number[] }))
  ];
  trips.forEach(({ stops }, t) => {
    for (const { id } of stops) {
      rows[places.indexOf(id)]!.indices.push(t);
      rows[places.indexOf(id)]!.values.push(1);
    }
  });
  strata.forEach((stratum, s) => {
    const row = rows[places.length + 1 + s]!;
    row.indices.push(trips.length + s);
    row.values.push(1);
    trips.forEach(({ stops }, t) => {
      const touching = stops.filter(({ covers }) => covers.includes(stratum)).length;
      if (touching > 0) {
        row.indices.push(t);
        row.values.push(-touching);
      }
    });
  });
  const objective = [
    ...trips.map((trip) => worth({ ...q, strata: {} }, [trip]) / 1000),
    ...strata.map((id) => q.strata[id]!)
  ];
  return {
    ...{ sense: 'max' as const, objective, rows, integer: true },
    ...{ lower: objective.map(() => 0), upper: objective.map(() => 1) }
  };
}
