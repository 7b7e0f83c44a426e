import { type MeetingFigures, NO_FIGURES } from '$lib/domain/outreach/imports/meeting-figures';
import type { KnownMeeting, PlannedMeeting } from '$lib/domain/outreach/imports/plan-meeting';

/** The texts of a meeting alone. */
export const textsOf = ({
  background,
  workSoFar,
  exchange,
  conclusions
}: Record<'background' | 'workSoFar' | 'exchange' | 'conclusions', string>) => ({
  ...{ background, workSoFar, exchange, conclusions }
});

/** As the command has them. */
export const figuresOf = ({ knowledge, ...interest }: Partial<MeetingFigures>) => ({
  ...interest,
  ...(knowledge && { knowledge: [...knowledge] })
});

/** What a meeting said of the figures that are changed now. */
export const figuresBefore = (present: MeetingFigures, changed: Partial<MeetingFigures>) =>
  figuresOf(
    Object.fromEntries(
      Object.keys(changed).map((name) => [name, present[name as keyof MeetingFigures]])
    ) as Partial<MeetingFigures>
  );

/** A meeting that a row would make, for the rows after it. */
export function asKnown(
  { heldOn, municipalityIds, form, adds, texts, figures }: PlannedMeeting,
  id: string
): KnownMeeting {
  return {
    ...{ id, heldOn, municipalityIds, form: form ?? 'visit' },
    attendees: adds.attendees.map((one, i) => ({ id: `${id} a${i}`, ...one })),
    barriers: adds.barriers.map((one, i) => ({ id: `${id} b${i}`, ...one })),
    followUps: adds.promises.map((one, i) => ({ id: `${id} p${i}`, ...one })),
    texts: { background: '', workSoFar: '', exchange: '', conclusions: '', ...texts },
    ...{ ...NO_FIGURES, ...figures }
  };
}
