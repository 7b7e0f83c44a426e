import fc from 'fast-check';
import type { AnswerValue } from '$lib/domain/model/types';
import type { ClashChoice } from '$lib/domain/shared/settle-clash';
import type { CrashPoint } from './device';
import type { Weather } from './network';

export const PLAN_FIELDS = ['note', 'due', 'status', 'owner'] as const;
type PlanField = (typeof PLAN_FIELDS)[number];
/** `new` logs another meeting; the others change one part of one that is there. */
const WORDS_AND_ITEMS = ['new', 'exchange', 'date', 'add', 'rename', 'remove', 'quote', 'promise'] as const;
/** The first ones more often, long texts most: two people must meet in one field often enough. */
export const MEETING_PARTS = [
  ...WORDS_AND_ITEMS,
  ...WORDS_AND_ITEMS,
  ...WORDS_AND_ITEMS,
  ...(['exchange', 'exchange', 'exchange', 'exchange', 'date', 'date', 'quote', 'promise'] as const),
  ...(['keeper', 'interest', 'known', 'next', 'goal'] as const)
] as const;
type MeetingPart = (typeof MEETING_PARTS)[number];

/** `new` writes another contact down, or plans another visit. */
const CONTACT_PARTS = ['new', 'name', 'note', 'note', 'more'] as const;
type ContactPart = (typeof CONTACT_PARTS)[number];
/** Words most: two people must meet in one field often enough. */
const VISIT_PARTS = ['new', 'purpose', 'purpose', 'purpose', 'purpose', 'purpose', 'place', 'on'] as const;
type VisitPart = (typeof VISIT_PARTS)[number];

/** One thing that happens in a simulated world; numbers are taken modulo what exists. */
export type Step =
  | {
      do: 'answer';
      device: number;
      criterion: number;
      value: AnswerValue;
      text: 'value' | 'note' | 'evidence' | 'all';
      crash?: CrashPoint;
    }
  | { do: 'settle'; device: number; conflict: number; choose: 'present' | 'other' }
  | { do: 'plan'; device: number; criterion: number; field: PlanField; crash?: CrashPoint }
  | { do: 'meeting'; device: number; meeting: number; part: MeetingPart; item: number; crash?: CrashPoint }
  | { do: 'contact'; device: number; contact: number; part: ContactPart; crash?: CrashPoint }
  | { do: 'visit'; device: number; visit: number; part: VisitPart; crash?: CrashPoint }
  | { do: 'target'; device: number; dimension: number; crash?: CrashPoint }
  | { do: 'choose'; device: number; clash: number; choose: ClashChoice }
  | { do: 'follow-up'; device: number; followUp: number; done: boolean }
  | { do: 'sync'; device: number; weather: Weather; crash?: CrashPoint }
  | { do: 'arrive'; order: number }
  | { do: 'restart'; device: number }
  | { do: 'clock'; device: number; days: number }
  | { do: 'upgrade-app'; device: number }
  | { do: 'upgrade-server' };

const device = fc.nat(5);
const crash = fc.option(fc.record({ step: fc.nat(6), after: fc.boolean() }), { nil: undefined, freq: 6 });
const weather = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Weather>('fine') },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Weather>('answer-lost', 'twice', 'late', 'error-500', 'portal', 'server-dies', 'offline')
  }
);

export const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      device,
      criterion: fc.nat(1),
      value: fc.constantFrom<AnswerValue>('yes', 'partly', 'no', 'dont-know'),
      text: fc.constantFrom('value' as const, 'note' as const, 'evidence' as const, 'all' as const),
      crash
    })
  },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('sync' as const), device, weather, crash }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      device,
      conflict: fc.nat(3),
      choose: fc.constantFrom('present' as const, 'other' as const)
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('plan' as const),
      device,
      criterion: fc.nat(1),
      field: fc.constantFrom(...PLAN_FIELDS),
      crash
    })
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('meeting' as const),
      device,
      meeting: fc.nat(2),
      part: fc.constantFrom(...MEETING_PARTS, 'exchange' as const, 'exchange' as const, 'rename' as const),
      item: fc.nat(2),
      crash
    })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ do: fc.constant('contact' as const), device, contact: fc.nat(2), crash },
      part: fc.constantFrom(...CONTACT_PARTS)
    })
  },
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ do: fc.constant('visit' as const), device, visit: fc.constantFrom(0, 0, 0, 1), crash },
      part: fc.constantFrom(...VISIT_PARTS)
    })
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('target' as const), device, dimension: fc.nat(1), crash }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('choose' as const),
      device,
      clash: fc.nat(3),
      choose: fc.constantFrom<ClashChoice>('standing', 'other', 'both')
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('follow-up' as const), device, followUp: fc.nat(3), done: fc.boolean() })
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('arrive' as const), order: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const), device }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('clock' as const), device, days: fc.integer({ min: -40, max: 40 }) })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('upgrade-app' as const), device }) },
  { weight: 1, arbitrary: fc.constant({ do: 'upgrade-server' as const }) }
);

export interface Story {
  /** 1 to 4 people: who they are, and of which municipality. */
  people: ('officer' | 'colleague' | 'neighbour' | 'coordinator' | 'second coordinator')[];
  /** 2 to 6 devices: whose each is. */
  devices: number[];
  serverIsOld: boolean;
  /** Devices run the release before, which says of a meeting only the version its author had seen. */
  appsAreOld: boolean;
  /** No device has fetched anything yet. */
  cold: boolean;
  steps: Step[];
}

/** People who share something, and some who share nothing. */
const CASTS: readonly Story['people'][] = [
  ['officer'],
  ['officer', 'colleague'],
  ['officer', 'colleague', 'neighbour'],
  ['officer', 'neighbour', 'coordinator'],
  ['officer', 'coordinator', 'second coordinator'],
  ['coordinator', 'second coordinator'],
  ['officer', 'colleague', 'coordinator', 'second coordinator']
];

export const storyArbitrary: fc.Arbitrary<Story> = fc.record({
  people: fc.constantFrom(...CASTS).map((cast) => [...cast]),
  devices: fc.array(fc.nat(3), { minLength: 2, maxLength: 6 }),
  serverIsOld: fc.nat(3).map((n) => n === 0),
  appsAreOld: fc.nat(3).map((n) => n === 0),
  cold: fc.nat(9).map((n) => n === 0),
  steps: fc.array(stepArbitrary, { minLength: 6, maxLength: 40, size: 'max' })
});
