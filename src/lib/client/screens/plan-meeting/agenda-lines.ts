import { type AgendaReason, proposeAgenda } from '$lib/domain/outreach/propose-agenda';
import { nextSteps } from '$lib/domain/roadmap/next-steps';
import { m } from '$lib/paraglide/messages.js';
import { device } from '../../device.svelte';
import { formatDay } from '../dates';
import { readPlace } from '../municipality/read-place';
import { localToday } from '../outreach/today';
import { barrierName, placeName } from '../outreach/words';

/** What to talk about with these municipalities, as lines; with several each line says whose it is. */
export function proposedLines(municipalityIds: readonly string[]): string[] {
  return municipalityIds.flatMap((id) =>
    reasonsOf(id).map((reason) => {
      const line = lineOf(reason).slice(0, 260);
      return (municipalityIds.length > 1 ? m.calendar_line_of({ place: placeName(id), line }) : line).slice(0, 300);
    })
  );
}

function reasonsOf(municipalityId: string): AgendaReason[] {
  const place = device.one('municipality', municipalityId);
  if (!place) return [];
  const { assessment, barriers, followUps, reach } = readPlace(place);
  return proposeAgenda(
    {
      ...{ municipalityId, followUps, steps: device.all('step'), answering: reach.answering },
      barriers: barriers.raised
        .filter(({ state }) => state === 'open')
        .map(({ barrierId, severity, lines }) => ({ barrierId, severity, heldOn: lines[0]?.heldOn ?? '' })),
      next: assessment?.next ?? nextHere(assessment?.id)
    },
    localToday()
  );
}

/** Of an assessment whose answers are on this device, since it is filled in together. */
function nextHere(assessmentId: string | undefined): string[] {
  const { model } = device;
  if (!assessmentId || !model) return [];
  const answers = device.all('answer').filter((answer) => answer.assessmentId === assessmentId);
  if (!answers.length) return [];
  const sheet = Object.fromEntries(answers.flatMap(({ criterionId, value }) => (value ? [[criterionId, value]] : [])));
  return nextSteps(model, sheet).map(({ criterion }) => criterion);
}

function lineOf(reason: AgendaReason): string {
  const criterion = (id: string) => device.text?.criteria[id]?.statement ?? id;
  switch (reason.why) {
    case 'promise': {
      const words = { date: formatDay(reason.due), what: reason.what };
      return reason.late ? m.calendar_line_promise_late(words) : m.calendar_line_promise(words);
    }
    case 'step-late':
      return m.calendar_line_step_late({ date: formatDay(reason.due), what: criterion(reason.criterionId) });
    case 'step':
      return m.calendar_line_step({ what: criterion(reason.criterionId) });
    case 'barrier':
      return m.calendar_line_barrier({ date: formatDay(reason.heldOn), what: barrierName(reason.barrierId) });
    case 'next':
      return m.calendar_line_next({ what: criterion(reason.criterionId) });
    case 'answering':
      return reason.answering === 'started' ? m.calendar_line_started() : m.calendar_line_not_started();
  }
}
