// Written from docs/match-format.md alone: nothing of the solver, and none of its helpers, is used here.

interface Edge {
  mentee: string;
  mentor: string;
  score: number;
}
type Pairs = readonly (readonly [mentee: string, mentor: string])[];
interface Problem {
  capacity: Readonly<Record<string, number>>;
  need: Readonly<Record<string, number>>;
  edges: readonly Edge[];
  forbid: Pairs;
  pin: Pairs;
  load?: number | undefined;
  running?: Readonly<Record<string, number>> | undefined;
  municipality?: Readonly<Record<string, string>> | undefined;
}
interface Claim {
  pairs: readonly Edge[];
  total: number;
  bound: number;
  duals: { mentee: Prices; mentor: Prices; once?: Prices };
}
type Prices = ReadonlyMap<string, number>;

const keyOf = (mentee: string, mentor: string) => `${mentee} with ${mentor}`;
const costOf = ({ load = 0, running = {} }: Problem, mentor: string, place: number) =>
  load * (place + (running[mentor] ?? 0));
const townOf = ({ municipality = {} }: Problem, mentor: string) => municipality[mentor] ?? mentor;

/** Scores less the load, pair by pair. */
export function addUpPlainly(problem: Problem, pairs: readonly Edge[]): number {
  let sum = 0;
  for (const mentor of new Set(pairs.map((pair) => pair.mentor))) {
    const own = pairs.filter((pair) => pair.mentor === mentor);
    own.forEach((pair, place) => (sum += pair.score - costOf(problem, mentor, place)));
  }
  return sum;
}

/**
 * Everything that is wrong with a claim to be the best: a broken rule, a total that is not the pairs', or prices that do not
 * prove it. Prices u of mentees, p of mentors and w of a mentee for a municipality, none below 0, bound every assignment:
 * whoever pays for the places it uses at these prices gains at most what is left over on its edges.
 */
export function findFlaws(problem: Problem, { pairs, total, bound, duals }: Claim): string[] {
  const flaws: string[] = [];
  const count = new Map<string, number>();
  const most = (key: string, places: number) => {
    count.set(key, (count.get(key) ?? 0) + 1);
    if (count.get(key)! > places) flaws.push(`more than ${places}: ${key}`);
  };
  const isIn = (list: Pairs, { mentee, mentor }: Edge) => list.some((pair) => pair[0] === mentee && pair[1] === mentor);
  for (const pair of pairs) {
    const edge = problem.edges.find(({ mentee, mentor }) => mentee === pair.mentee && mentor === pair.mentor);
    if (edge?.score !== pair.score) flaws.push(`no edge: ${keyOf(pair.mentee, pair.mentor)}`);
    if (isIn(problem.forbid, pair)) flaws.push(`forbidden: ${keyOf(pair.mentee, pair.mentor)}`);
    if (pair.score < 0 && !isIn(problem.pin, pair)) flaws.push(`negative: ${keyOf(pair.mentee, pair.mentor)}`);
    most(`mentee ${pair.mentee}`, problem.need[pair.mentee] ?? 1);
    most(`mentor ${pair.mentor}`, problem.capacity[pair.mentor] ?? 1);
    most(`${pair.mentee} in ${townOf(problem, pair.mentor)}`, 1);
  }
  for (const [mentee, mentor] of problem.pin)
    if (!pairs.some((pair) => pair.mentee === mentee && pair.mentor === mentor)) flaws.push(`pin left out: ${mentee}`);

  const scale =
    1e-9 *
    Math.max(
      1,
      problem.edges.reduce((sum, { score }) => sum + Math.abs(score), 0)
    );
  const isClose = (a: number, b: number) => Math.abs(a - b) <= scale;
  if (!isClose(addUpPlainly(problem, pairs), total)) flaws.push(`total ${total}`);
  if (!isClose(bound, total)) flaws.push(`bound ${bound} of total ${total}`);
  const proved = proveBound(
    problem,
    duals,
    (edge) => isIn(problem.pin, edge),
    (edge) => isIn(problem.forbid, edge)
  );
  if (!isClose(proved, total)) flaws.push(`prices prove ${proved} of total ${total}`);
  for (const prices of [duals.mentee, duals.mentor, duals.once ?? new Map<string, number>()])
    for (const [id, price] of prices) if (!(price >= 0)) flaws.push(`price ${price} of ${id}`);
  return flaws;
}

function proveBound(
  problem: Problem,
  { mentee, mentor, once }: Claim['duals'],
  isPinned: (edge: Edge) => boolean,
  isForbidden: (edge: Edge) => boolean
): number {
  let sum = 0;
  for (const [id, price] of mentee) sum += price * (problem.need[id] ?? 1);
  for (const [id, price] of mentor) {
    const places = problem.capacity[id] ?? 1;
    for (let place = 0; place < places; place++) sum += Math.max(0, price - costOf(problem, id, place));
  }
  for (const price of once?.values() ?? []) sum += price;
  for (const edge of problem.edges) {
    // the solver's own key: the length of the mentee's id, a colon, both ids
    const shared = once?.get(`${edge.mentee.length}:${edge.mentee}${townOf(problem, edge.mentor)}`) ?? 0;
    const left = edge.score - (mentee.get(edge.mentee) ?? 0) - (mentor.get(edge.mentor) ?? 0) - shared;
    // a pin is held at any price, what may not be chosen gains nothing
    if (isPinned(edge)) sum += left;
    else if (!isForbidden(edge) && edge.score >= 0) sum += Math.max(0, left);
  }
  return sum;
}

/** The same problem as a linear program (its matrix is totally unimodular, so its optimum is whole). */
export function writeLinearProgram(problem: Problem): string {
  const pinned = new Set(problem.pin.map(([mentee, mentor]) => keyOf(mentee, mentor)));
  const forbidden = new Set(problem.forbid.map(([mentee, mentor]) => keyOf(mentee, mentor)));
  const rows = new Map<string, string[]>();
  const limits = new Map<string, number>();
  const bounds = problem.edges.map((edge, at) => {
    rows.set(edge.mentee, [...(rows.get(edge.mentee) ?? []), `x${at}`]);
    rows.set(edge.mentor, [...(rows.get(edge.mentor) ?? []), `x${at}`]);
    limits.set(edge.mentee, problem.need[edge.mentee] ?? 1);
    limits.set(edge.mentor, problem.capacity[edge.mentor] ?? 1);
    const key = keyOf(edge.mentee, edge.mentor);
    return pinned.has(key) ? `x${at} = 1` : `0 <= x${at} <= ${forbidden.has(key) ? 0 : 1}`;
  });
  const objective = problem.edges.map((edge, at) => `${edge.score < 0 ? '-' : '+'} ${Math.abs(edge.score)} x${at}`);
  // one variable for every place of a mentor that costs something; they fill from the cheapest on by themselves
  const placesOfMentor = (id: string) => Math.min(limits.get(id)!, rows.get(id)!.length);
  const filled = new Map<string, string>();
  for (const id of problem.load ? new Set(problem.edges.map((edge) => edge.mentor)) : []) {
    const names = Array.from({ length: placesOfMentor(id) }, (_, k) => `y${id}k${k}`);
    names.forEach((name, k) => {
      objective.push(`- ${costOf(problem, id, k)} ${name}`);
      bounds.push(`0 <= ${name} <= 1`);
    });
    filled.set(id, names.map((name) => ` - ${name}`).join(''));
  }
  const once = new Map<string, string[]>();
  problem.edges.forEach(({ mentee, mentor }, at) => {
    const key = `${mentee}with${problem.municipality?.[mentor] ?? mentor}`;
    once.set(key, [...(once.get(key) ?? []), `x${at}`]);
  });
  const constraints = [...rows]
    .map(([id, terms]) =>
      filled.has(id)
        ? `c${id}: ${terms.join(' + ')}${filled.get(id)} <= 0`
        : `c${id}: ${terms.join(' + ')} <= ${limits.get(id)}`
    )
    .concat([...once].map(([key, terms]) => `c${key}: ${terms.join(' + ')} <= 1`));
  return `Maximize\n obj: ${objective.join('\n ')}\nSubject To\n ${constraints.join('\n ')}\nBounds\n ${bounds.join('\n ')}\nEnd\n`;
}
