import { type Draft, phrase } from './draft';

/** What should happen now: the proposals, those that have not answered, those not met, and the wave after this one. */
export function writeNext(draft: Draft, proposed: number): void {
  draft.paragraph('next-explain', phrase('next.explain'));
  if (proposed > 0) draft.paragraph('next-decide', phrase('next.decide', { number: { number: proposed } }));
  draft.paragraph('next-silent', phrase('next.silent', { silent: draft.fact('coverage.silent') }));
  const left = draft.read({ ref: 'coverage.population', minus: ['coverage.met'], as: 'count' });
  if (left) draft.paragraph('next-meet', phrase('next.meet', { left }));
  draft.paragraph('next-again', phrase('next.again'));
}
