import { z } from 'zod';

// Messages say what would be right; `readEdges` puts the entry before them and the value after them.

const id = z.string('must be an id in quotes').min(1, 'must not be empty');
const finite = z.number('must be a finite number');
const places = z.int('must be a whole number, 0 or more').min(0, 'must be a whole number, 0 or more');
const pair = z.tuple([id, id], 'must be a pair ["mentee id", "mentor id"]');
const pairs = z.array(pair, 'must be a list of pairs ["mentee id", "mentor id"]').default([]);
const placesById = z.record(z.string(), places, 'must be an object of whole numbers by id').default({});

/** One edge as it comes in a file; further fields (reasons, notes) are let through and left out. */
export const matchEdgeInput = z.object(
  { mentee: id, mentor: id, score: finite, menteeScore: finite.optional(), mentorScore: finite.optional() },
  'must be an object with mentee, mentor and score'
);

/** The input of `waymark match --edges FILE`. Unknown fields are refused: "pins" for "pin" must not be overlooked. */
export const matchInput = z.strictObject(
  {
    capacity: placesById,
    need: placesById,
    edges: z.array(matchEdgeInput, 'must be a list of edges {"mentee", "mentor", "score"}'),
    forbid: pairs,
    pin: pairs,
    previous: pairs,
    load: z.number('must be a number, 0 or more').min(0, 'must be a number, 0 or more').optional(),
    running: z.record(z.string(), places, 'must be an object of whole numbers by id').optional(),
    municipality: z.record(z.string(), id, 'must be an object of municipalities by id of a group offer').optional(),
    objective: z.enum(['total', 'stable'], 'must be "total" or "stable"').default('total')
  },
  'must be an object with edges'
);

export type MatchInput = z.output<typeof matchInput>;
